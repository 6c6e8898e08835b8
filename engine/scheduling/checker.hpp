// Purpose: an independent judge of plans, written from the definition of the problem: it shares no code with what makes plans,
// and nothing is stored or printed that it has not seen.
// Errors: none; what is wrong is the result. Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/scheduling/names.hpp"
#include "engine/scheduling/problem.hpp"
#include "engine/scheduling/score.hpp"

namespace tagwerk::scheduling {

/// One broken rule, in words that name talks, participants and slots.
struct Violation {
  std::string rule;  // stable: "one_slot", "allowed_slot", "unavailable", "one_at_a_time", "tables", "earlier",
                     // "consecutive", "gap", "quota", "break_difference"
  std::string words;
};

struct Judgement {
  std::vector<Violation> violations;  // empty: the plan keeps every rule
  Score score;                        // of a plan whose slots make no sense: nothing
};

[[nodiscard]] Judgement judge(const Problem& problem, const Plan& plan, const Names& names = {});

}  // namespace tagwerk::scheduling
