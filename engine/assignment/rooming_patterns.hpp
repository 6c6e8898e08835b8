// Purpose: a rooming problem as a choice of patterns: who is in a room of what kind. Guests that are alike count as one class, rooms
// that are alike as one kind, so that nothing is tried twice that only has other names.
// Errors: none. Thread-safety: one thread at a time.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "engine/assignment/column_search.hpp"
#include "engine/assignment/rooming.hpp"
#include "engine/assignment/rooming_rules.hpp"

namespace tagwerk::assignment {

class RoomingPatterns : public PatternRoom {
 public:
  enum class LargeRooms : std::uint8_t {
    as_they_are,
    /// At most two guests in each at a time: for plans only, its bound is none.
    as_twins,
    /// A relaxation, for bounds only: in rooms with more than two beds each guest is alone with a share of the cost, and has all
    /// that they wish for.
    as_beds
  };
  /// nullptr: there are too many patterns, or numbers too large. `plan` keeps all rules. Problem and rules outlive it.
  [[nodiscard]] static std::unique_ptr<RoomingPatterns> make(const RoomingProblem& problem, const RoomingRules& rules,
                                                             LargeRooms large_rooms, Rooming plan,
                                                             const RoomingScore& score);

  [[nodiscard]] std::vector<Rule> rules() const override;
  [[nodiscard]] std::int64_t missing() const override;
  [[nodiscard]] int count(const Rule& rule, const Pattern& pattern) const override;
  [[nodiscard]] Priced price(std::span<const Rule* const> rules, std::span<const std::int64_t> multipliers) override;
  [[nodiscard]] std::vector<Rule> cuts(std::span<const Used> mixture) override;
  [[nodiscard]] std::optional<std::pair<Rule, Rule>> branches(std::span<const Used> mixture) override;
  void found(std::span<const Used> choice) override;
  [[nodiscard]] std::int64_t best() const override { return best_cost_; }

  [[nodiscard]] const Rooming& best_plan() const noexcept { return best_; }
  /// What a cost is as a score, in which costs of rooms are counted in the largest unit that all of them have.
  [[nodiscard]] RoomingScore score_of(std::int64_t cost) const;

 private:
  enum Kind : std::uint8_t { of_class, of_rooms, group, together, class_in_rooms, exactly };
  static constexpr int without_room = -1;  // instead of a kind of room
  // Who is in one room, as classes, ascending; by kind of room: its cost, or that it cannot be.
  struct Content {
    std::vector<int> classes;
    std::vector<std::int64_t> costs;
    std::vector<bool> is_out;  // by kind of room: handed out already
  };

  RoomingPatterns(const RoomingProblem& problem, const RoomingRules& rules, LargeRooms large_rooms);
  void find_classes();
  void find_kinds();
  bool scale_costs();
  bool find_contents();
  bool extend(std::vector<int>& classes, std::vector<int>& guests, int from, int most_places);
  [[nodiscard]] bool may_be_together(const std::vector<int>& guests, int most_places) const;
  [[nodiscard]] bool is_of_beds(int kind) const;
  /// How many patterns there can be in rooms of this kind.
  [[nodiscard]] int rooms_of(int kind) const;
  /// Of these guests in a room of this kind, or that it cannot be.
  [[nodiscard]] std::int64_t cost_of(const std::vector<int>& guests, int kind) const;
  [[nodiscard]] int count_members(const Rule& rule, const std::vector<int>& classes) const;
  const std::vector<std::int8_t>& counts_of(const Rule* rule);
  [[nodiscard]] double excess(std::span<const Used> mixture, const std::vector<bool>& in, int divisor) const;
  void grow_group(std::span<const Used> mixture, std::vector<bool> in, int divisor, std::set<std::vector<int>>& found,
                  std::vector<Rule>& cuts) const;

  const RoomingProblem& problem_;
  const RoomingRules& rules_;
  LargeRooms large_rooms_;
  std::vector<std::vector<int>> classes_;  // guests
  std::vector<std::vector<int>> kinds_;    // rooms
  std::vector<int> class_of_;              // by guest
  std::int64_t cost_unit_ = 1;
  std::int64_t unmet_costs_ = 1;
  std::int64_t without_room_costs_ = 1;
  std::vector<Content> contents_;
  std::int64_t tries_ = 0;
  std::vector<std::int64_t> alone_costs_;  // by class: without a room
  std::vector<bool> is_alone_out_;
  std::map<const Rule*, std::vector<std::int8_t>> counts_;  // by content
  Rooming best_;
  std::int64_t best_cost_ = 0;
};

}  // namespace tagwerk::assignment
