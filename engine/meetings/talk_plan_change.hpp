// Purpose: a plan seen with what is known now: does it keep every rule, and what becomes of it when somebody changes it by hand.
// Errors: returned in words. Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/meetings/talk_plan.hpp"
#include "engine/meetings/talk_plan_service.hpp"
#include "engine/meetings/talk_problem.hpp"

namespace tagwerk::meetings {

/// Each broken rule, in words; empty: it may be published.
[[nodiscard]] std::vector<std::string> broken_rules(const PlanningInput& input, const PlanningProblem& built,
                                                    const TalkPlan& plan);

/// Everybody who comes by what is known now: those whom the rules were asked about.
void name_who_comes(const PlanningProblem& built, TalkPlan& plan);

/// Field errors at /talks/ID/…; otherwise the plan with the changes, its score judged anew. Refused with plan_breaks_rules where a
/// change breaks a rule that was not broken before.
[[nodiscard]] core::Result<TalkPlan> edited(const PlanningInput& input, const PlanningProblem& built,
                                            const TalkPlan& plan, const std::vector<TalkEdit>& edits);

/// Names them all.
[[nodiscard]] core::Error rules_broken(const std::vector<std::string>& words);

}  // namespace tagwerk::meetings
