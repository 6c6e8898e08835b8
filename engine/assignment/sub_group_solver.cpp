#include "engine/assignment/sub_group_solver.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/assignment/first_choices.hpp"
#include "engine/assignment/sub_group_patterns.hpp"
#include "engine/assignment/sub_group_search.hpp"
#include "engine/assignment/sub_groups_checker.hpp"

namespace tagwerk::assignment {
namespace {

SubGroupScore judged(const SubGroupProblem& problem, const SubGroups& plan) {
  if (!check_sub_groups(problem, plan).empty()) throw std::logic_error("a plan of sub-groups breaks a rule");
  return score_of(problem, plan);
}

}  // namespace

SubGroupOutcome solve_sub_groups(const SubGroupProblem& problem, std::uint32_t seed, const SearchControl& control) {
  SubGroupOutcome outcome;
  if (!check_sub_groups(problem, only_fixed(problem)).empty()) return outcome;
  const auto fair = share_first_choices(problem);
  SubGroupSearch search(problem, fair, seed);
  search.run(control);
  const auto score = judged(problem, search.best());

  SubGroupPatterns patterns(problem, fair.most_lost, search.best(), score);
  const auto bound = search_columns(patterns, {.steps = control.proof_steps, .should_stop = control.should_stop});
  outcome.plan = patterns.best_plan();
  outcome.score = judged(problem, *outcome.plan);
  // The first three are known exactly; the search for ranks may not have come as far.
  outcome.bound = {.without_group = outcome.score.without_group,
                   .without_first = fair.without_first,
                   .most_lost = fair.most_lost,
                   .ranks = patterns.without_first(bound) == fair.without_first ? patterns.ranks(bound) : 0};
  return outcome;
}

}  // namespace tagwerk::assignment
