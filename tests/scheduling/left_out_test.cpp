#include "engine/scheduling/left_out.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/solver.hpp"
#include "tests/scheduling/problems.hpp"
#include "tests/scheduling/random_problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

namespace {

// The problem without these obstacles for this talk in this slot, and the plan with it there.
bool fits_without(Problem problem, Plan plan, int talk, int slot, const std::vector<Obstacle>& obstacles) {
  const auto at = [](int index) { return static_cast<std::size_t>(index); };
  for (const auto& obstacle : obstacles) {
    switch (obstacle.kind) {
      case Obstacle::Kind::not_allowed:
        problem.talks[at(talk)].allowed[at(slot)] = true;
        break;
      case Obstacle::Kind::unavailable:
        problem.participants[at(obstacle.participant)].unavailable[at(slot)] = false;
        break;
      case Obstacle::Kind::busy:
        plan.slots[at(obstacle.talk)] = left_out;
        problem.talks[at(obstacle.talk)].importance = Importance::wish;
        break;
      case Obstacle::Kind::no_table:
        ++problem.tables[at(slot)];
        break;
      case Obstacle::Kind::order:
        std::erase(problem.talks[at(talk)].earlier_talks, obstacle.talk);
        std::erase(problem.talks[at(obstacle.talk)].earlier_talks, talk);
        break;
      case Obstacle::Kind::pause:
        problem.participants[at(obstacle.participant)].max_consecutive.reset();
        problem.participants[at(obstacle.participant)].min_gap = 0;
        break;
      case Obstacle::Kind::quota:
        ++problem.quotas[at(obstacle.quota)].max;
    }
  }
  plan.slots[at(talk)] = slot;
  problem.max_break_difference.reset();
  return judge(problem, plan).violations.empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(left_out_talks)

BOOST_AUTO_TEST_CASE(without_its_obstacles_a_talk_fits_and_with_any_of_them_it_does_not) {
  int looked_at = 0;
  for (std::uint32_t seed = 0; seed < 3'000; ++seed) {
    const auto problem = test::random_problem(seed);
    const auto outcome = solve(problem, seed, {});
    if (!outcome.plan) continue;
    for (const auto& left : find_left_out(problem, *outcome.plan)) {
      BOOST_TEST_CONTEXT("random_problem(" << seed << "): " << words_of(left)) {
        for (int slot = 0; slot < problem.slots; ++slot) {
          const auto& obstacles = left.by_slot[static_cast<std::size_t>(slot)];
          ++looked_at;
          BOOST_TEST(fits_without(problem, *outcome.plan, left.talk, slot, obstacles));
          for (std::size_t kept = 0; kept < obstacles.size(); ++kept) {
            // A table becomes free with whoever is in the way: that one may go without saying.
            if (obstacles[kept].kind == Obstacle::Kind::no_table) continue;
            auto rest = obstacles;
            std::erase_if(rest, [&](const Obstacle& other) {
              return other.kind == obstacles[kept].kind && other.participant == obstacles[kept].participant;
            });
            if (obstacles[kept].kind == Obstacle::Kind::busy) {
              std::erase_if(rest, [&](const Obstacle& other) { return other.talk == obstacles[kept].talk; });
            }
            BOOST_TEST(!fits_without(problem, *outcome.plan, left.talk, slot, rest));
          }
        }
      }
    }
  }
  BOOST_TEST(looked_at > 500);
}

BOOST_AUTO_TEST_CASE(the_sentence_says_where_least_would_have_to_change) {
  auto problem = problem_of(6, 3, 1, {{0, 1}, {2, 3}, {0, 2}, {0, 4}});
  problem.talks[3].importance = Importance::wish;
  problem.participants[4].unavailable = {false, false, true};
  const auto left = find_left_out(problem, {{0, 1, 2, left_out}});
  BOOST_REQUIRE(left.size() == 1);
  BOOST_TEST(
      words_of(left[0]) ==
      "talk 4 has no slot: in 1 slot somebody is not there, in 2 slots somebody has another talk, in 3 slots no table "
      "is left; it would fit into slot 2 if there was one table more");
}

BOOST_AUTO_TEST_SUITE_END()
