// Purpose: a problem of sub-groups as a choice of patterns: which groups a traveller gets in all items. A traveller who would lose
// more first choices than is fair has no such pattern.
// Errors: none. Thread-safety: one thread at a time.
#pragma once

#include <set>
#include <vector>

#include "engine/assignment/column_search.hpp"
#include "engine/assignment/sub_groups.hpp"

namespace tagwerk::assignment {

class SubGroupPatterns : public PatternRoom {
 public:
  /// `plan` keeps all rules, has as few without a group as can be, and nobody in it loses more than `most_lost`. The problem
  /// outlives it.
  SubGroupPatterns(const SubGroupProblem& problem, int most_lost, SubGroups plan, const SubGroupScore& score);

  [[nodiscard]] std::vector<Rule> rules() const override;
  [[nodiscard]] std::int64_t missing() const override;
  [[nodiscard]] int count(const Rule& rule, const Pattern& pattern) const override;
  [[nodiscard]] Priced price(std::span<const Rule* const> rules, std::span<const std::int64_t> multipliers) override;
  [[nodiscard]] std::vector<Rule> cuts(std::span<const Used> mixture) override;
  [[nodiscard]] std::optional<std::pair<Rule, Rule>> branches(std::span<const Used> mixture) override;
  void found(std::span<const Used> choice) override;
  [[nodiscard]] std::int64_t best() const override { return best_cost_; }

  [[nodiscard]] const SubGroups& best_plan() const noexcept { return best_; }
  [[nodiscard]] int without_first(std::int64_t cost) const { return static_cast<int>(cost / without_first_costs_); }
  [[nodiscard]] std::int64_t ranks(std::int64_t cost) const { return cost % without_first_costs_; }

 private:
  enum Kind : std::uint8_t { of_traveller, of_group, in_group };
  // In patterns and rules no_group stands behind the groups of an item; who does not take part is in absent.
  static constexpr int absent = -1;

  struct Choice {
    int group;
    int rank;
    bool is_first;
  };
  /// The cheapest pattern of a traveller; `costs` by item and group, in 1024ths.
  struct Cheapest {
    std::int64_t reduced;
    std::vector<int> groups;
    std::int64_t cost;
  };
  [[nodiscard]] Cheapest cheapest(int traveller, const std::vector<std::vector<std::int64_t>>& costs) const;

  const SubGroupProblem& problem_;
  int most_lost_;
  std::vector<int> lacking_;                               // by item: places
  std::vector<std::vector<std::vector<Choice>>> choices_;  // by traveller and item
  std::vector<std::set<std::vector<int>>> is_out_;         // by traveller: patterns
  std::int64_t without_first_costs_ = 1;
  SubGroups best_;
  std::int64_t best_cost_;
};

}  // namespace tagwerk::assignment
