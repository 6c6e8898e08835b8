// Purpose: good plans of who is in which group, fast, for hundreds of travellers: first choices as fairness asks for them, all others
// where there is a place, then local search for better ranks.
// Method: simulated annealing (see RoomingSearch) over moves of a traveller and exchanges of two within an item.
// Errors: none. Thread-safety: one thread at a time; the same seed gives the same plan, unless told to stop.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "engine/assignment/first_choices.hpp"
#include "engine/assignment/search_control.hpp"
#include "engine/assignment/sub_groups.hpp"

namespace tagwerk::assignment {

class SubGroupSearch {
 public:
  /// Problem and first choices outlive it; what is fixed keeps the rules.
  SubGroupSearch(const SubGroupProblem& problem, const FirstChoices& fair, std::uint32_t seed);

  void run(const SearchControl& control);

  [[nodiscard]] const SubGroups& best() const noexcept { return best_; }

 private:
  int random(int end);
  void complete();
  /// Whether a traveller in an item is where nothing else may be said of it.
  [[nodiscard]] bool is_set(int traveller, int item) const;
  [[nodiscard]] int rank(int traveller, int item, int group) const;
  [[nodiscard]] bool is_first(int traveller, int item, int group) const;
  void put(int traveller, int item, int group);
  /// Nobody loses more than is fair, and no more of them everything.
  [[nodiscard]] bool is_fair(int traveller) const;

  const SubGroupProblem& problem_;
  const FirstChoices& fair_;
  std::mt19937 random_;
  SubGroups plan_;
  std::vector<std::vector<int>> free_;  // by item and group: places
  std::vector<int> wished_;             // by traveller: first choices
  std::vector<int> got_;                // by traveller
  int without_first_ = 0;
  std::int64_t ranks_ = 0;
  SubGroups best_;
  std::int64_t best_ranks_ = 0;
};

}  // namespace tagwerk::assignment
