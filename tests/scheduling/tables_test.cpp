#include "engine/scheduling/tables.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "engine/scheduling/solver.hpp"
#include "tests/scheduling/problems.hpp"
#include "tests/scheduling/random_problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

BOOST_AUTO_TEST_SUITE(tables)

BOOST_AUTO_TEST_CASE(who_has_talk_after_talk_stays_at_the_table) {
  // 0 talks with 1, 2 and 3, one after the other; so does 4 with 5, 6 and 7.
  const auto problem = problem_of(8, 3, 2, {{0, 1}, {0, 2}, {0, 3}, {4, 5}, {4, 6}, {4, 7}});
  const Plan plan{{0, 1, 2, 0, 1, 2}};
  const auto seating = seat(problem, plan, 2, std::vector<TableWish>(6));
  BOOST_TEST(seating.changes == 0);
  BOOST_TEST(seating.tables[0] == seating.tables[2]);
  BOOST_TEST(seating.tables[0] != seating.tables[3]);
}

BOOST_AUTO_TEST_CASE(nobody_sits_where_another_does_and_own_tables_are_kept) {
  int looked_at = 0;
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    const auto problem = test::random_problem(seed);
    const auto outcome = solve(problem, seed, {});
    if (!outcome.plan) continue;
    const int common = *std::max_element(problem.tables.begin(), problem.tables.end());
    std::vector<TableWish> wishes(problem.talks.size());
    for (std::size_t talk = 0; talk < wishes.size(); ++talk) {
      if (problem.talks[talk].has_own_table) wishes[talk].own = {common + static_cast<int>(talk)};
      if (seed % 2 == 0) wishes[talk].before = static_cast<int>(seed + talk) % (common + 1);
    }
    const auto seating = seat(problem, *outcome.plan, common, wishes);
    std::set<std::pair<int, int>> taken;
    for (std::size_t talk = 0; talk < wishes.size(); ++talk) {
      const int slot = outcome.plan->slots[talk];
      const int table = seating.tables[talk];
      if (slot == left_out) {
        BOOST_TEST(table == unseated);
        continue;
      }
      ++looked_at;
      BOOST_TEST_REQUIRE(table != unseated);
      BOOST_TEST(taken.emplace(slot, table).second);
      BOOST_TEST((problem.talks[talk].has_own_table ? table == wishes[talk].own[0] : table < common));
    }
    BOOST_TEST(seating.changes == count_changes(problem, *outcome.plan, seating.tables));
  }
  BOOST_TEST(looked_at > 500);
}

BOOST_AUTO_TEST_CASE(a_table_that_was_published_is_kept) {
  const auto problem = problem_of(4, 2, 3, {{0, 1}, {2, 3}});
  std::vector<TableWish> wishes(2);
  wishes[0].before = 2;
  wishes[1].before = 2;
  const auto seating = seat(problem, {{0, 1}}, 3, wishes);
  BOOST_TEST(seating.tables == (std::vector{2, 2}), boost::test_tools::per_element());
  // Only one of two in the same slot can have it.
  const auto crowded = seat(problem, {{0, 0}}, 3, wishes);
  BOOST_TEST(crowded.tables[0] == 2);
  BOOST_TEST(crowded.tables[1] != 2);
}

BOOST_AUTO_TEST_SUITE_END()
