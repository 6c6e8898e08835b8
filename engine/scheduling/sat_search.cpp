#include "engine/scheduling/sat_search.hpp"

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

int& SatSearch::part_of(Score& score, Part part) {
  switch (part) {
    case Part::musts:
      return score.musts_left_out;
    case Part::wishes:
      return score.wishes_left_out;
    case Part::moved:
      return score.moved;
    case Part::breaks:
      break;
  }
  return score.breaks;
}

const std::vector<int>& SatSearch::more(Part part) const {
  switch (part) {
    case Part::musts:
      return model_.more_musts;
    case Part::wishes:
      return model_.more_wishes;
    case Part::moved:
      return model_.more_moved;
    case Part::breaks:
      break;
  }
  return model_.more_breaks;
}

// A part is settled when a plan reaches its bound, all parts before it being settled.
SatSearch::Part SatSearch::open_part(const Outcome& known) const {
  auto bound = known.bound;
  auto score = known.score.value_or(Score{});
  for (const auto part : before_breaks) {
    if (!more(part).empty() && (!known.score || part_of(score, part) > part_of(bound, part))) return part;
  }
  return Part::breaks;
}

std::vector<int> SatSearch::settled(const Score& bound, Part part) const {
  std::vector<int> assumptions;
  auto most = bound;
  for (const auto earlier : before_breaks) {
    if (earlier == part) break;
    assume_at_most(more(earlier), part_of(most, earlier), assumptions);
  }
  return assumptions;
}

SatAnswer SatSearch::ask(const Outcome& known, Part part, int most, int max_conflicts) {
  if (most < 0) return SatAnswer::unknown;  // another thread found the best meanwhile: nothing to say
  auto assumptions = settled(known.bound, part);
  assume_at_most(more(part), most, assumptions);
  const auto answer = solve(assumptions, max_conflicts);
  if (answer != SatAnswer::unsatisfiable) return answer;
  bool depends = false;
  for (const int assumption : assumptions) depends = solver_.was_needed(assumption) || depends;
  if (!depends) {
    knowledge_.no_plan();
    return answer;
  }
  Score bound;
  auto settled_bound = known.bound;
  for (const auto earlier : before_breaks) {
    if (earlier == part) break;
    part_of(bound, earlier) = part_of(settled_bound, earlier);
  }
  part_of(bound, part) = most + 1;
  knowledge_.at_least(bound);
  return answer;
}

void SatSearch::ask_bound(int max_conflicts) {
  auto answer = SatAnswer::unsatisfiable;
  auto last_part = Part::musts;
  while (!knowledge_.is_over()) {
    const auto known = knowledge_.outcome();
    const auto part = open_part(known);
    if (answer != SatAnswer::unsatisfiable && part == last_part) return;
    last_part = part;
    if (part == Part::breaks && !are_groups_found_) {
      find_groups(known, max_conflicts);
      are_groups_found_ = true;
      continue;
    }
    auto bound = known.bound;
    answer = ask(known, part, part_of(bound, part), max_conflicts);
  }
}

void SatSearch::ask_better(int max_conflicts) {
  const auto known = knowledge_.outcome();
  if (!known.score) {
    if (solve({}, max_conflicts) == SatAnswer::unsatisfiable) knowledge_.no_plan();
    return;
  }
  const auto part = open_part(known);
  auto score = *known.score;
  ask(known, part, part_of(score, part) - 1, max_conflicts);
}

void SatSearch::find_groups(const Outcome& known, int max_conflicts) {
  const auto fewest = fewest_breaks(problem_);
  auto bound = known.bound;
  bound.breaks = 0;
  const auto before = settled(bound, Part::breaks);
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
