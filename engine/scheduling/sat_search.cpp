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

// A part is settled when a plan reaches its bound, all parts before it being settled.
SatSearch::Part SatSearch::open_part(const Outcome& known) const {
  const auto& [score, bound] = std::pair{known.score, known.bound};
  if (!model_.more_musts.empty() && (!score || score->musts_left_out > bound.musts_left_out)) return Part::musts;
  if (!model_.more_wishes.empty() && (!score || score->wishes_left_out > bound.wishes_left_out)) return Part::wishes;
  return Part::breaks;
}

SatAnswer SatSearch::ask(const Outcome& known, Part part, int most, int max_conflicts) {
  if (most < 0) return SatAnswer::unknown;  // another thread found the best meanwhile: nothing to say
  std::vector<int> assumptions;
  if (part != Part::musts) assume_at_most(model_.more_musts, known.bound.musts_left_out, assumptions);
  if (part == Part::breaks) assume_at_most(model_.more_wishes, known.bound.wishes_left_out, assumptions);
  const auto& more = part == Part::musts    ? model_.more_musts
                     : part == Part::wishes ? model_.more_wishes
                                            : model_.more_breaks;
  assume_at_most(more, most, assumptions);
  const auto answer = solve(assumptions, max_conflicts);
  if (answer != SatAnswer::unsatisfiable) return answer;
  bool depends = false;
  for (const int assumption : assumptions) depends = solver_.was_needed(assumption) || depends;
  if (!depends) {
    knowledge_.no_plan();
  } else if (part == Part::musts) {
    knowledge_.at_least({most + 1, 0, 0});
  } else if (part == Part::wishes) {
    knowledge_.at_least({known.bound.musts_left_out, most + 1, 0});
  } else {
    knowledge_.at_least({known.bound.musts_left_out, known.bound.wishes_left_out, most + 1});
  }
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
    const int most = part == Part::musts    ? known.bound.musts_left_out
                     : part == Part::wishes ? known.bound.wishes_left_out
                                            : known.bound.breaks;
    answer = ask(known, part, most, max_conflicts);
  }
}

void SatSearch::ask_better(int max_conflicts) {
  const auto known = knowledge_.outcome();
  if (!known.score) {
    if (solve({}, max_conflicts) == SatAnswer::unsatisfiable) knowledge_.no_plan();
    return;
  }
  const auto part = open_part(known);
  const int now = part == Part::musts    ? known.score->musts_left_out
                  : part == Part::wishes ? known.score->wishes_left_out
                                         : known.score->breaks;
  ask(known, part, now - 1, max_conflicts);
}

void SatSearch::find_groups(const Outcome& known, int max_conflicts) {
  const auto fewest = fewest_breaks(problem_);
  auto bound = known.bound;
  bound.breaks = 0;
  std::vector<int> settled;
  assume_at_most(model_.more_musts, bound.musts_left_out, settled);
  assume_at_most(model_.more_wishes, bound.wishes_left_out, settled);
  std::vector<int> hopes;  // that somebody has no more than they must
  for (std::size_t who = 0; who < fewest.size(); ++who) {
    const auto& more = model_.breaks_of[who];
    const auto least = static_cast<std::size_t>(fewest[who]);
    bound.breaks += fewest[who];
    if (least < more.size()) hopes.push_back(-more[least]);
  }
  knowledge_.at_least(bound);
  while (!knowledge_.is_over()) {
    auto assumptions = settled;
    assumptions.insert(assumptions.end(), hopes.begin(), hopes.end());
    if (solve(assumptions, max_conflicts) != SatAnswer::unsatisfiable) return;
    const auto left_alone = std::erase_if(hopes, [&](int hope) { return solver_.was_needed(hope); });
    if (left_alone == 0) {
      // Settled parts have a plan, if there are any.
      if (settled.empty()) knowledge_.no_plan();
      return;
    }
    ++bound.breaks;
    knowledge_.at_least(bound);
  }
}

}  // namespace tagwerk::scheduling
