// The search over patterns by itself, without any plan to begin with: it has to find the best, and no cut or branch may lose it.
#include "engine/assignment/rooming_patterns.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/assignment/rooming_checker.hpp"
#include "engine/assignment/rooming_solver.hpp"
#include "tests/assignment/every_rooming.hpp"
#include "tests/assignment/random_lodgings.hpp"

using namespace tagwerk::assignment;

namespace {

struct Found {
  RoomingScore score;
  RoomingScore bound;
};

Found search(const RoomingProblem& problem, RoomingPatterns::LargeRooms large_rooms) {
  const RoomingRules rules(problem);
  const auto start = only_fixed(problem);
  const auto patterns = RoomingPatterns::make(problem, rules, large_rooms, start, score_of(problem, start));
  BOOST_TEST_REQUIRE(patterns != nullptr);
  const auto bound = search_columns(*patterns, {.steps = 20'000'000, .should_stop = {}});
  BOOST_TEST(check_rooming(problem, patterns->best_plan()).empty());
  return {score_of(problem, patterns->best_plan()), patterns->score_of(bound)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rooming_patterns)

BOOST_AUTO_TEST_CASE(from_nothing_it_finds_what_trying_every_plan_finds) {
  for (std::uint32_t seed = 0; seed < 800; ++seed) {
    const auto problem = test::tiny_lodging(seed);
    const auto best = test::best_score(problem);
    if (!best) continue;
    BOOST_TEST_CONTEXT("tiny_lodging(" << seed << ")") {
      const auto found = search(problem, RoomingPatterns::LargeRooms::as_they_are);
      BOOST_TEST((found.score == *best));
      BOOST_TEST((found.bound == *best));
      // A relaxation is never worse, and what leaves plans out is never better.
      BOOST_TEST((search(problem, RoomingPatterns::LargeRooms::as_beds).bound <= *best));
      BOOST_TEST((search(problem, RoomingPatterns::LargeRooms::as_twins).score >= *best));
    }
  }
}

// Where there are cuts and branches: a local search finds these plans too.
BOOST_AUTO_TEST_CASE(from_nothing_it_finds_what_local_search_finds) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const auto problem = test::trip(seed == 9 ? 10 : seed, 40);  // the solver does not prove 9 in its time
    BOOST_TEST_CONTEXT("trip(" << seed << ", 40)") {
      const auto known = solve_rooming(problem, 1);
      BOOST_TEST(known.is_proved());
      const auto found = search(problem, RoomingPatterns::LargeRooms::as_they_are);
      BOOST_TEST((found.score == known.score));
      BOOST_TEST((found.bound == known.score));
    }
  }
}

// In groups of odd numbers nothing is alike: each guest has other nights.
BOOST_AUTO_TEST_CASE(odd_sets_are_cut_off_as_they_are) {
  for (int guests = 3; guests <= 13; guests += 2) {
    RoomingProblem problem;
    problem.nights = 20;
    for (int guest = 0; guest < guests; ++guest) problem.guests.push_back({.first_night = 0, .end_night = 20 - guest});
    problem.rooms.assign(at(guests), {.kind = RoomKind::twin, .beds = 2, .cost_per_night = 100});
    const auto found = search(problem, RoomingPatterns::LargeRooms::as_they_are);
    // Those who leave one after the other share; the one who leaves first is alone.
    int nights = 20 - guests + 1;
    for (int guest = 0; guest + 1 < guests; guest += 2) nights += 20 - guest;
    BOOST_TEST(found.score.cost == 100 * nights);
    BOOST_TEST((found.bound == found.score));
  }
}

BOOST_AUTO_TEST_SUITE_END()
