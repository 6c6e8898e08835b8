// Purpose: which talk is at which table, once each has its slot: nobody has to change tables more often than needs be. Talks that
// bring a table of their own are at one of those; all others at common ones, as many as their slot has at most.
// Method: talk by talk in the order of slots, at the table where most of those who attend were last; then who sits best swaps with
// whom as long as that saves a change (a heuristic: the fewest changes are not promised).
// Errors: none; a plan that the checker accepts. Thread-safety: a pure function.
#pragma once

#include <vector>

#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling {

inline constexpr int unseated = -1;

struct TableWish {
  std::vector<int> own = {};  // tables that may be used, of a talk with its own; empty: a common one
  int before = unseated;      // where it was published, to be kept if nothing speaks against it
};

struct Seating {
  std::vector<int> tables;  // by talk; unseated where it has no slot or no table is left
  int changes = 0;          // of all participants, from one talk to the next of a day
};

/// Common tables are 0 … common - 1, own ones any numbers from `common` on. `wishes` by talk.
[[nodiscard]] Seating seat(const Problem& problem, const Plan& plan, int common, const std::vector<TableWish>& wishes);

/// From one talk to the next of a day, of all participants.
[[nodiscard]] int count_changes(const Problem& problem, const Plan& plan, const std::vector<int>& tables);

}  // namespace tagwerk::scheduling
