#include "engine/assignment/sub_group_reasons.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/assignment/sub_group_solver.hpp"
#include "tests/assignment/random_trips.hpp"

using namespace tagwerk::assignment;

namespace {

using Cause = SubGroupReason::Cause;
using What = SubGroupReason::What;

Cause only_cause(const SubGroupProblem& problem, const SubGroups& plan) {
  const auto reasons = explain(problem, plan);
  BOOST_TEST_REQUIRE(reasons.size() == 1U);
  return reasons[0].cause;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sub_group_reasons)

BOOST_AUTO_TEST_CASE(what_stands_in_the_way_of_a_first_choice) {
  SubGroupProblem problem;
  problem.items = {{.limits = {1, 2}}};
  problem.travellers.assign(2, {.takes_part = {}, .wishes = {{0}}, .fixed = {}});
  BOOST_TEST((only_cause(problem, {{{0}, {1}}}) == Cause::full_of_first_choices));
  problem.travellers[0].wishes = {{1}};
  BOOST_TEST(explain(problem, {{{1}, {0}}}).empty());
  const auto reasons = explain(problem, {{{0}, {1}}});
  BOOST_TEST_REQUIRE(reasons.size() == 2U);
  BOOST_TEST((reasons[0].cause == Cause::has_place && reasons[0].traveller == 0 && reasons[0].group == 1));
  BOOST_TEST((reasons[1].cause == Cause::full_of_others && reasons[1].what == What::first_choice));
  problem.travellers[0].wishes.clear();
  problem.travellers[1].fixed = {1};
  BOOST_TEST((only_cause(problem, {{{0}, {1}}}) == Cause::fixed));
  problem.travellers[1].fixed.clear();
  problem.items[0].limits[0] = 0;
  BOOST_TEST((only_cause(problem, {{{1}, {1}}}) == Cause::group_without_places));
}

BOOST_AUTO_TEST_CASE(who_has_no_group_is_told_that_all_are_full) {
  SubGroupProblem problem;
  problem.items = {{.limits = {1}}};
  problem.travellers.resize(2);
  const auto reasons = explain(problem, {{{no_group}, {0}}});
  BOOST_TEST_REQUIRE(reasons.size() == 1U);
  BOOST_TEST((reasons[0].what == What::group && reasons[0].cause == Cause::item_full && reasons[0].group == no_group));
  BOOST_TEST((explain(problem, {{{no_group}, {no_group}}})[0].cause == Cause::has_place));
}

BOOST_AUTO_TEST_CASE(each_thing_that_the_best_plan_lacks_has_one_reason_in_both_languages) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const auto problem = test::groups_of_trip(seed, 20);
    const auto outcome = solve_sub_groups(problem, seed, {.moves_per_head = 100});
    BOOST_TEST_REQUIRE(outcome.is_proved());
    int without_group = 0;
    for (const auto& reason : explain(problem, *outcome.plan)) {
      without_group += reason.what == What::group ? 1 : 0;
      BOOST_TEST((reason.cause != Cause::has_place));
      BOOST_TEST(!words_of(reason.cause).en.empty());
      BOOST_TEST(!words_of(reason.cause).de.empty());
    }
    BOOST_TEST(without_group == outcome.score.without_group);
  }
}

BOOST_AUTO_TEST_SUITE_END()
