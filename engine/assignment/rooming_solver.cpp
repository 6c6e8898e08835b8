#include "engine/assignment/rooming_solver.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/assignment/rooming_checker.hpp"
#include "engine/assignment/rooming_patterns.hpp"
#include "engine/assignment/rooming_rules.hpp"
#include "engine/assignment/rooming_search.hpp"

namespace tagwerk::assignment {
namespace {

RoomingScore judged(const RoomingProblem& problem, const Rooming& plan) {
  if (!check_rooming(problem, plan).empty()) throw std::logic_error("a rooming plan breaks a rule");
  return score_of(problem, plan);
}

// Leaves out who is not there in the fullest night: all others meet each other then, so that few can be in a room together. No plan
// gets worse in any part by it: nothing of its bound is too high.
struct Restricted {
  RoomingProblem problem;
  Rooming plan;
};

Restricted in_fullest_night(const RoomingProblem& problem, const Rooming& plan) {
  std::vector<int> there(at(problem.nights), 0);
  for (const auto& guest : problem.guests) {
    for (int night = guest.first_night; night < guest.end_night; ++night) ++there[at(night)];
  }
  const int fullest = static_cast<int>(std::max_element(there.begin(), there.end()) - there.begin());
  Restricted made{.problem = problem, .plan = {}};
  made.problem.guests.clear();
  made.problem.fixed.clear();
  std::vector<int> now(problem.guests.size(), -1);
  for (int guest = 0; guest < count_of(problem.guests); ++guest) {
    const auto& it = problem.guests[at(guest)];
    if (fullest < it.first_night || fullest >= it.end_night) continue;
    now[at(guest)] = count_of(made.problem.guests);
    made.problem.guests.push_back(it);
    made.problem.fixed.push_back(problem.fixed_room(guest));
    made.plan.rooms.push_back(plan.rooms[at(guest)]);
  }
  // Whoever wishes for, or must be kept from, somebody who is left out.
  std::erase_if(made.problem.wishes, [&](ShareWish& wish) {
    wish = {.guest = now[at(wish.guest)], .other = now[at(wish.other)], .weight = wish.weight};
    return wish.guest < 0 || wish.other < 0;
  });
  std::erase_if(made.problem.apart, [&](std::pair<int, int>& pair) {
    pair = {now[at(pair.first)], now[at(pair.second)]};
    return pair.first < 0 || pair.second < 0;
  });
  return made;
}

}  // namespace

RoomingOutcome solve_rooming(const RoomingProblem& problem, std::uint32_t seed, const SearchControl& control) {
  RoomingOutcome outcome;
  if (!check_rooming(problem, only_fixed(problem)).empty()) return outcome;
  const RoomingRules rules(problem);
  RoomingSearch search(problem, rules, seed);
  search.run(control);
  outcome.plan = search.best();
  outcome.score = judged(problem, *outcome.plan);

  const SearchLimits limits{.steps = control.proof_steps, .should_stop = control.should_stop};
  using LargeRooms = RoomingPatterns::LargeRooms;
  if (const auto patterns =
          RoomingPatterns::make(problem, rules, LargeRooms::as_they_are, *outcome.plan, outcome.score)) {
    outcome.bound = patterns->score_of(search_columns(*patterns, limits));
    outcome.plan = patterns->best_plan();
    outcome.score = judged(problem, *outcome.plan);
    return outcome;
  }
  // Too many may be in a room together: what is best with two of them is a good start.
  if (const auto patterns = RoomingPatterns::make(problem, rules, LargeRooms::as_twins, *outcome.plan, outcome.score)) {
    static_cast<void>(search_columns(*patterns, limits));
    search.polish(patterns->best_plan(), control);
    outcome.plan = search.best();
    outcome.score = judged(problem, *outcome.plan);
  }
  if (const auto patterns = RoomingPatterns::make(problem, rules, LargeRooms::as_beds, *outcome.plan, outcome.score)) {
    outcome.bound = patterns->score_of(search_columns(*patterns, limits));
    return outcome;
  }
  const auto part = in_fullest_night(problem, *outcome.plan);
  const RoomingRules part_rules(part.problem);
  const auto part_score = score_of(part.problem, part.plan);
  if (const auto patterns = RoomingPatterns::make(part.problem, part_rules, LargeRooms::as_beds, part.plan, part_score))
    outcome.bound = patterns->score_of(search_columns(*patterns, limits));
  return outcome;
}

}  // namespace tagwerk::assignment
