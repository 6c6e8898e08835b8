#include "engine/scheduling/sat_search.hpp"

#include <algorithm>

#include "engine/scheduling/bounds.hpp"

namespace tagwerk::scheduling {
namespace {

void assume_at_most(const std::vector<int>& more, int most, std::vector<int>& assumptions) {
  if (static_cast<std::size_t>(most) < more.size()) assumptions.push_back(-more[static_cast<std::size_t>(most)]);
}

}  // namespace

SatSearch::SatSearch(const Problem& problem, const SatModel& model, Knowledge& knowledge, SatAim aim,
                     std::uint32_t seed)
    : problem_(problem),
      model_(model),
      knowledge_(knowledge),
      solver_(model.formula, aim, seed, [&knowledge] { return knowledge.is_over(); }) {}

SatAnswer SatSearch::solve(std::span<const int> assumptions, int max_conflicts) {
  const auto answer = solver_.solve(assumptions, max_conflicts);
  if (answer == SatAnswer::satisfiable)
    knowledge_.found(model_.plan([&](int variable) { return solver_.is_true(variable); }));
  return answer;
}

// A part is settled when a plan reaches its bound, all parts before it being settled.
std::optional<std::size_t> SatSearch::open_part(const Outcome& known) const {
  const auto& parts = problem_.objective.parts;
  const auto is_open = [&](std::size_t part) {
    return !known.score || (*known.score).*parts[part] > known.bound.*parts[part];
  };
  const auto last = model_.more.size() - 1;
  for (std::size_t part = 0; part < last; ++part) {
    if (!model_.more[part].empty() && is_open(part)) return part;
  }
  if (model_.more.size() < parts.size() && !is_open(last)) return std::nullopt;
  return last;
}

std::vector<int> SatSearch::settled(const Score& bound, std::size_t part) const {
  std::vector<int> assumptions;
  for (std::size_t earlier = 0; earlier < part; ++earlier)
    assume_at_most(model_.more[earlier], bound.*problem_.objective.parts[earlier], assumptions);
  return assumptions;
}

SatAnswer SatSearch::ask(const Outcome& known, std::size_t part, int most, int max_conflicts) {
  if (most < 0) return SatAnswer::unknown;  // another thread found the best meanwhile: nothing to say
  auto assumptions = settled(known.bound, part);
  assume_at_most(model_.more[part], most, assumptions);
  const auto answer = solve(assumptions, max_conflicts);
  if (answer != SatAnswer::unsatisfiable) return answer;
  const bool depends = std::any_of(assumptions.begin(), assumptions.end(),
                                   [this](int assumption) { return solver_.was_needed(assumption); });
  if (!depends) {
    knowledge_.no_plan();
    return answer;
  }
  Score bound;
  for (std::size_t earlier = 0; earlier < part; ++earlier)
    bound.*problem_.objective.parts[earlier] = known.bound.*problem_.objective.parts[earlier];
  bound.*problem_.objective.parts[part] = most + 1;
  knowledge_.at_least(bound);
  return answer;
}

bool SatSearch::ask_bound(int max_conflicts) {
  auto answer = SatAnswer::unsatisfiable;
  std::size_t last_part = 0;
  while (!knowledge_.is_over()) {
    const auto known = knowledge_.outcome();
    const auto part = open_part(known);
    if (!part) return false;
    if (answer != SatAnswer::unsatisfiable && part == last_part) return true;
    last_part = *part;
    if (problem_.objective.parts[*part] == &Score::breaks && !are_groups_found_) {
      find_groups(known, *part, max_conflicts);
      are_groups_found_ = true;
      continue;
    }
    answer = ask(known, *part, known.bound.*problem_.objective.parts[*part], max_conflicts);
  }
  return false;
}

bool SatSearch::ask_better(int max_conflicts) {
  const auto known = knowledge_.outcome();
  if (!known.score) {
    if (solve({}, max_conflicts) == SatAnswer::unsatisfiable) knowledge_.no_plan();
    return true;
  }
  const auto part = open_part(known);
  if (!part) return false;
  ask(known, *part, (*known.score).*problem_.objective.parts[*part] - 1, max_conflicts);
  return true;
}

void SatSearch::find_groups(const Outcome& known, std::size_t breaks_part, int max_conflicts) {
  const auto fewest = fewest_breaks(problem_);
  auto bound = known.bound;
  bound.breaks = 0;
  const auto before = settled(bound, breaks_part);
  std::vector<int> hopes;  // that somebody has no more than they must
  for (std::size_t who = 0; who < fewest.size(); ++who) {
    const auto& more = model_.breaks_of[who];
    const auto least = static_cast<std::size_t>(fewest[who]);
    bound.breaks += fewest[who];
    if (least < more.size()) hopes.push_back(-more[least]);
  }
  knowledge_.at_least(bound);
  while (!knowledge_.is_over()) {
    auto assumptions = before;
    assumptions.insert(assumptions.end(), hopes.begin(), hopes.end());
    if (solve(assumptions, max_conflicts) != SatAnswer::unsatisfiable) return;
    const auto left_alone = std::erase_if(hopes, [&](int hope) { return solver_.was_needed(hope); });
    if (left_alone == 0) {
      // Settled parts have a plan, if there are any.
      if (before.empty()) knowledge_.no_plan();
      return;
    }
    ++bound.breaks;
    knowledge_.at_least(bound);
  }
}

}  // namespace tagwerk::scheduling
