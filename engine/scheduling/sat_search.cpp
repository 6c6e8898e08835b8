#include "engine/scheduling/sat_search.hpp"

#include <vector>

#include "engine/scheduling/bounds.hpp"

namespace tagwerk::scheduling {

SatSearch::SatSearch(const SatModel& model, Knowledge& knowledge, SatAim aim, std::uint32_t seed)
    : model_(model),
      knowledge_(knowledge),
      solver_(model.formula, aim, seed, [&knowledge] { return knowledge.is_over(); }) {}

SatAnswer SatSearch::solve(std::span<const int> assumptions, int max_conflicts) {
  const auto answer = solver_.solve(assumptions, max_conflicts);
  if (answer == SatAnswer::satisfiable)
    knowledge_.found(model_.plan([&](int variable) { return solver_.is_true(variable); }));
  return answer;
}

SatAnswer SatSearch::ask(std::optional<int> breaks, int max_conflicts) {
  if (breaks && *breaks < 0) return SatAnswer::unknown;  // another thread found the best meanwhile: nothing to say
  std::vector<int> assumptions;
  if (breaks && *breaks < static_cast<int>(model_.more_breaks.size()))
    assumptions.push_back(-model_.more_breaks[static_cast<std::size_t>(*breaks)]);
  const auto answer = solve(assumptions, max_conflicts);
  if (answer == SatAnswer::unsatisfiable) {
    if (assumptions.empty() || !solver_.was_needed(assumptions[0])) {
      knowledge_.no_plan();
    } else {
      knowledge_.at_least(*breaks + 1);
    }
  }
  return answer;
}

void SatSearch::ask_bound(int max_conflicts) {
  while (!knowledge_.is_over() && ask(knowledge_.outcome().lower_bound, max_conflicts) == SatAnswer::unsatisfiable)
    continue;
}

void SatSearch::find_groups(const Problem& problem, int max_conflicts) {
  const auto fewest = fewest_breaks(problem);
  int bound = 0;
  std::vector<int> hopes;  // that somebody has no more than they must
  for (std::size_t who = 0; who < fewest.size(); ++who) {
    const auto& more = model_.breaks_of[who];
    const auto least = static_cast<std::size_t>(fewest[who]);
    bound += fewest[who];
    if (least < more.size()) hopes.push_back(-more[least]);
  }
  knowledge_.at_least(bound);
  while (!knowledge_.is_over()) {
    if (solve(hopes, max_conflicts) != SatAnswer::unsatisfiable) return;
    const auto left_alone = std::erase_if(hopes, [&](int hope) { return solver_.was_needed(hope); });
    if (left_alone == 0) {
      knowledge_.no_plan();
      return;
    }
    knowledge_.at_least(++bound);
  }
}

}  // namespace tagwerk::scheduling
