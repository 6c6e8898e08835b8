#include "engine/assignment/sub_groups_checker.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::assignment;

namespace {

using Rule = SubGroupViolation::Rule;

// Two buses of two, and a visit for one; three travellers.
SubGroupProblem trip() {
  SubGroupProblem problem;
  problem.items = {{.limits = {2, 2}}, {.limits = {1}}};
  problem.travellers.resize(3);
  return problem;
}

void expect(const SubGroupProblem& problem, const std::vector<std::vector<int>>& groups,
            const std::vector<SubGroupViolation>& violations) {
  BOOST_TEST_REQUIRE(check_problem(problem).has_value());
  BOOST_TEST((check_sub_groups(problem, {groups}) == violations));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sub_groups_checker)

BOOST_AUTO_TEST_CASE(groups_exist_and_every_traveller_is_in_the_list) {
  expect(trip(), {{0, 0}, {0, no_group}, {1, no_group}}, {});
  expect(trip(), {{0, 0}, {0, no_group}}, {{.rule = Rule::known_groups}});
  expect(trip(), {{0, 0}, {0, no_group}, {1}}, {{.rule = Rule::known_groups}});
  expect(trip(), {{0, 0}, {0, no_group}, {2, no_group}},
         {{.rule = Rule::known_groups, .traveller = 2, .item = 0, .group = 2}});
}

BOOST_AUTO_TEST_CASE(what_is_fixed_is_kept) {
  auto problem = trip();
  problem.travellers[1].fixed = {1, no_group};
  expect(problem, {{0, no_group}, {1, no_group}, {1, no_group}}, {});
  expect(problem, {{0, no_group}, {0, no_group}, {1, no_group}},
         {{.rule = Rule::fixed, .traveller = 1, .item = 0, .group = 1}});
}

BOOST_AUTO_TEST_CASE(who_takes_no_part_has_no_group) {
  auto problem = trip();
  problem.travellers[1].takes_part = {true, false};
  expect(problem, {{0, no_group}, {1, no_group}, {1, 0}}, {});
  expect(problem, {{0, no_group}, {1, 0}, {1, no_group}},
         {{.rule = Rule::takes_part, .traveller = 1, .item = 1, .group = 0}});
}

BOOST_AUTO_TEST_CASE(no_group_is_beyond_its_limit) {
  expect(trip(), {{0, no_group}, {0, no_group}, {0, no_group}},
         {{.rule = Rule::limits, .traveller = -1, .item = 0, .group = 0}});
  expect(trip(), {{0, 0}, {0, 0}, {1, no_group}}, {{.rule = Rule::limits, .traveller = -1, .item = 1, .group = 0}});
}

BOOST_AUTO_TEST_CASE(the_score_is_what_its_definition_says) {
  auto problem = trip();
  problem.travellers[0].wishes = {{1}, {0}};     // gets neither
  problem.travellers[1].wishes = {{1, 0}, {0}};  // gets the visit
  // The third has no wishes: nothing to lose.
  BOOST_TEST((score_of(problem, {{{0, no_group}, {0, 0}, {1, no_group}}}) ==
              SubGroupScore{.without_group = 2, .without_first = 1, .most_lost = 2, .ranks = 2 + 2 + 2 + 1}));
  BOOST_TEST((score_of(problem, {{{1, no_group}, {no_group, 0}, {1, no_group}}}) ==
              SubGroupScore{.without_group = 3, .without_first = 0, .most_lost = 1, .ranks = 1 + 2 + 3 + 1}));
  problem.travellers[0].takes_part = {true, false};
  BOOST_TEST((score_of(problem, {{{0, no_group}, {0, 0}, {1, no_group}}}) ==
              SubGroupScore{.without_group = 1, .without_first = 1, .most_lost = 1, .ranks = 2 + 2 + 1}));
}

BOOST_AUTO_TEST_CASE(problems_that_make_no_sense_are_refused) {
  const auto refused = [](auto change) {
    auto problem = trip();
    change(problem);
    return !check_problem(problem).has_value();
  };
  BOOST_TEST(refused([](auto& p) { p.items[0].limits = {}; }));
  BOOST_TEST(refused([](auto& p) { p.items[0].limits = {-1}; }));
  BOOST_TEST(refused([](auto& p) { p.travellers[0].takes_part = {true}; }));
  BOOST_TEST(refused([](auto& p) { p.travellers[0].wishes = {{2}, {}}; }));
  BOOST_TEST(refused([](auto& p) { p.travellers[0].wishes = {{1, 1}, {}}; }));
  BOOST_TEST(refused([](auto& p) { p.travellers[0].fixed = {0, 1}; }));
}

BOOST_AUTO_TEST_SUITE_END()
