// Purpose: what it means for the formula that somebody needs pauses.
// Errors: none. Thread-safety: a pure function.
#pragma once

#include <vector>

#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling {

/// Clauses over `busy`, the literals by slot that say that the participant is busy.
struct PauseClauses {
  std::vector<std::vector<int>> gap;          // at least so many idle slots between two talks of a day
  std::vector<std::vector<int>> consecutive;  // at most so many talks side by side
};

[[nodiscard]] PauseClauses pause_clauses(const Problem& problem, const Participant& participant,
                                         const std::vector<int>& busy);

}  // namespace tagwerk::scheduling
