#include "engine/scheduling/placement.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/scheduling/checker.hpp"
#include "tests/scheduling/problems.hpp"
#include "tests/scheduling/random_problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

BOOST_AUTO_TEST_SUITE(placement)

BOOST_AUTO_TEST_CASE(a_plan_breaks_no_rule_but_perhaps_the_one_on_breaks) {
  int placed = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const auto problem = test::random_problem(seed);
    Placement placement(problem, seed);
    if (!placement.run(2'000)) continue;
    ++placed;
    for (const auto& violation : judge(problem, placement.plan()).violations)
      BOOST_TEST(violation.rule == "break_difference", "random_problem(" << seed << "): " << violation.words);
  }
  BOOST_TEST(placed > 100);
}

// Eight against eight in eight slots at eight tables: nobody and no table is ever idle.
BOOST_AUTO_TEST_CASE(a_full_house_is_filled) {
  std::vector<std::vector<int>> talks;
  for (int one = 0; one < 8; ++one) {
    for (int other = 8; other < 16; ++other) talks.push_back({one, other});
  }
  const auto problem = problem_of(16, 8, 8, talks);
  Placement placement(problem, 4);
  BOOST_TEST(placement.run(100'000));
  BOOST_TEST(judge(problem, placement.plan()).violations.empty());
  BOOST_TEST(judge(problem, placement.plan()).score.breaks == 0);
}

BOOST_AUTO_TEST_CASE(the_same_seed_goes_the_same_way) {
  const auto problem = problem_of(5, 5, 2, {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 2}, {3, 4}, {2, 3}});
  Placement one(problem, 9);
  Placement other(problem, 9);
  BOOST_TEST(one.run(5'000) == other.run(5'000));
  BOOST_TEST((one.plan() == other.plan()));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_left_out_by_what_it_means) {
  auto problem = problem_of(8, 2, 1, {{0, 1}, {2, 3}, {4, 5}, {6, 7}});
  for (auto& talk : problem.talks) talk.importance = Importance::wish;
  problem.talks[1].importance = Importance::must;
  problem.talks[2].weight = 3;
  Placement placement(problem, 0);
  BOOST_TEST(placement.run(500));
  BOOST_TEST((judge(problem, placement.plan()).score == Score{0, 2, 0, 0}));
}

BOOST_AUTO_TEST_CASE(what_has_no_slot_waits) {
  auto problem = problem_of(4, 3, 2, {{0, 1}, {2, 3}});
  problem.talks[1].allowed = {false, false, false};
  Placement placement(problem, 0);
  BOOST_TEST(!placement.run(500));
  BOOST_TEST(placement.plan().slots[1] == -1);
  BOOST_TEST(placement.plan().slots[0] >= 0);
}

BOOST_AUTO_TEST_SUITE_END()
