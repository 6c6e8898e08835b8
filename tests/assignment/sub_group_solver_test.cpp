// The solver against every plan there is, what it promises of real trips, and that it is fair as its header says.
#include "engine/assignment/sub_group_solver.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <functional>

#include "engine/assignment/sub_groups_checker.hpp"
#include "tests/assignment/processor_time.hpp"
#include "tests/assignment/random_trips.hpp"

using namespace tagwerk::assignment;

namespace {

std::optional<SubGroupScore> best_score(const SubGroupProblem& problem) {
  std::optional<SubGroupScore> best;
  auto plan = only_fixed(problem);
  const int items = count_of(problem.items);
  const std::function<void(int)> try_all = [&](int place) {
    if (place == items * count_of(problem.travellers)) {
      const auto score = score_of(problem, plan);
      if (!best || score < *best) best = score;
      return;
    }
    const int traveller = place / items;
    const int item = place % items;
    if (problem.fixed(traveller, item) != no_group || !problem.takes_part(traveller, item)) return try_all(place + 1);
    for (int group = no_group; group < count_of(problem.items[at(item)].limits); ++group) {
      plan.groups[at(traveller)][at(item)] = group;
      // What is too much now stays too much.
      if (check_limits(problem, plan).empty()) try_all(place + 1);
    }
    plan.groups[at(traveller)][at(item)] = no_group;
  };
  if (check_sub_groups(problem, plan).empty()) try_all(0);
  return best;
}

void expect_sound(const SubGroupProblem& problem, const SubGroupOutcome& outcome) {
  BOOST_TEST_REQUIRE(outcome.plan.has_value());
  BOOST_TEST(check_sub_groups(problem, *outcome.plan).empty());
  BOOST_TEST((score_of(problem, *outcome.plan) == outcome.score));
  BOOST_TEST((outcome.bound <= outcome.score));
}

// As many as there are no places for.
int fewest_without_group(const SubGroupProblem& problem) {
  int lacking = 0;
  for (int item = 0; item < count_of(problem.items); ++item) {
    int missing = 0;
    for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller)
      missing += problem.takes_part(traveller, item) ? 1 : 0;
    for (const int limit : problem.items[at(item)].limits) missing -= limit;
    lacking += std::max(0, missing);
  }
  return lacking;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sub_group_solver)

BOOST_AUTO_TEST_CASE(it_finds_what_trying_every_plan_finds) {
  int compared = 0;
  int without_first = 0;
  int lost = 0;
  int fixed_wrongly = 0;
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const auto problem = test::tiny_groups(seed);
    if (problem.items.size() * problem.travellers.size() > 10) continue;  // too many plans
    BOOST_TEST_CONTEXT("tiny_groups(" << seed << ")") {
      BOOST_TEST_REQUIRE(check_problem(problem).has_value());
      ++compared;
      const auto best = best_score(problem);
      const auto outcome = solve_sub_groups(problem, seed, {.moves_per_head = seed % 2 == 0 ? 0 : 200});
      BOOST_TEST_REQUIRE(outcome.plan.has_value() == best.has_value());
      if (!best) {
        ++fixed_wrongly;
        continue;
      }
      expect_sound(problem, outcome);
      BOOST_TEST((outcome.score == *best));
      BOOST_TEST((outcome.bound == *best));
      BOOST_TEST(outcome.is_proved());
      // The fairness is exact, however short the search.
      const auto hasty = solve_sub_groups(problem, seed, {.moves_per_head = 200, .proof_steps = 0});
      expect_sound(problem, hasty);
      for (const auto part : {&SubGroupScore::without_group, &SubGroupScore::without_first, &SubGroupScore::most_lost})
        BOOST_TEST((hasty.score.*part == (*best).*part));
      without_first += best->without_first > 0 ? 1 : 0;
      lost += best->without_first == 0 && best->most_lost > 0 ? 1 : 0;
    }
  }
  BOOST_TEST(compared > 300);
  BOOST_TEST(without_first > 100);
  BOOST_TEST(lost > 30);
  BOOST_TEST(fixed_wrongly > 5);
}

BOOST_AUTO_TEST_CASE(groups_for_forty_travellers_are_proved_to_be_the_best) {
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    BOOST_TEST_CONTEXT("groups_of_trip(" << seed << ", 40)") {
      const auto problem = test::groups_of_trip(seed, 40);
      const test::ProcessorTime time;
      const auto outcome = solve_sub_groups(problem, 1);
      BOOST_TEST(time.is_within(1));
      expect_sound(problem, outcome);
      BOOST_TEST(outcome.is_proved());
    }
  }
}

BOOST_AUTO_TEST_CASE(hundreds_of_travellers_get_a_plan_and_a_bound) {
  const auto problem = test::groups_of_trip(1, 500);
  const test::ProcessorTime time;
  const auto outcome = solve_sub_groups(problem, 1, {.moves_per_head = 200, .proof_steps = 100'000});
  BOOST_TEST(time.is_within(5));
  expect_sound(problem, outcome);
  BOOST_TEST(outcome.score.without_first == outcome.bound.without_first);
  BOOST_TEST(outcome.score.most_lost == outcome.bound.most_lost);
}

// Everybody wants the first bus every day: it has room for one in three, so that each gets it once in three days.
BOOST_AUTO_TEST_CASE(who_lost_yesterday_gets_it_today) {
  SubGroupProblem problem;
  problem.items.assign(3, {.limits = {4, 8}});
  problem.travellers.assign(12, {.takes_part = {}, .wishes = {{0}, {0}, {0}}, .fixed = {}});
  const auto outcome = solve_sub_groups(problem, 1);
  BOOST_TEST(outcome.is_proved());
  BOOST_TEST((outcome.score == SubGroupScore{.without_group = 0, .without_first = 0, .most_lost = 2, .ranks = 60}));
}

// Both want the same four places. The first one's second choice is free, the second one's is not: if the first lost three of them,
// ranks would be 13.
BOOST_AUTO_TEST_CASE(fairness_comes_before_ranks) {
  SubGroupProblem problem;
  problem.items.assign(4, {.limits = {1, 0, 1}});
  problem.travellers = {{.takes_part = {}, .wishes = std::vector<std::vector<int>>(4, {0, 2}), .fixed = {}},
                        {.takes_part = {}, .wishes = std::vector<std::vector<int>>(4, {0, 1, 2}), .fixed = {}}};
  const auto outcome = solve_sub_groups(problem, 1);
  BOOST_TEST(outcome.is_proved());
  BOOST_TEST((outcome.score == SubGroupScore{.without_group = 0, .without_first = 0, .most_lost = 2, .ranks = 14}));
}

// The first has one wish only, which the second one's would beat by ranks; the second has another first choice for it.
BOOST_AUTO_TEST_CASE(nobody_loses_all_first_choices_for_ranks) {
  SubGroupProblem problem;
  problem.items = {{.limits = {1, 0, 1}}, {.limits = {2}}};
  problem.travellers = {{.takes_part = {}, .wishes = {{0, 2}, {}}, .fixed = {}},
                        {.takes_part = {}, .wishes = {{0, 1, 2}, {0}}, .fixed = {}}};
  for (const std::int64_t proof_steps : {0, 10'000}) {
    const auto outcome = solve_sub_groups(problem, 1, {.moves_per_head = 100, .proof_steps = proof_steps});
    BOOST_TEST((outcome.score == SubGroupScore{.without_group = 0, .without_first = 0, .most_lost = 1, .ranks = 5}));
  }
}

BOOST_AUTO_TEST_CASE(every_plan_keeps_the_rules_and_says_no_more_than_is_known) {
  rc::check("limits, what is fixed, fairness and bound", [] {
    auto problem = test::groups_of_trip(*rc::gen::inRange<std::uint32_t>(0, 10'000), *rc::gen::inRange(1, 60));
    const SearchControl control{.moves_per_head = *rc::gen::inRange(0, 100), .proof_steps = 20'000};
    const auto free = solve_sub_groups(problem, 1, control);
    for (auto& traveller : problem.travellers) traveller.fixed.assign(problem.items.size(), no_group);
    for (const int place : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 360))) {
      auto& traveller = problem.travellers[at(place / 6) % problem.travellers.size()];
      traveller.fixed[at(place % 6)] = *rc::gen::inRange(0, count_of(problem.items[at(place % 6)].limits));
      if (!check_sub_groups(problem, only_fixed(problem)).empty()) traveller.fixed[at(place % 6)] = no_group;
    }
    const auto outcome = solve_sub_groups(problem, 1, control);
    RC_ASSERT(outcome.plan.has_value());
    RC_ASSERT(check_sub_groups(problem, *outcome.plan).empty());
    RC_ASSERT(outcome.score == score_of(problem, *outcome.plan));
    RC_ASSERT(outcome.bound <= outcome.score);
    RC_ASSERT(outcome.is_proved() == (outcome.bound == outcome.score));
    RC_ASSERT(free.bound <= outcome.score);
    RC_ASSERT(outcome.score.without_group == fewest_without_group(problem));
    // The fairness is exact, however short the search.
    RC_ASSERT(outcome.score.without_first == outcome.bound.without_first);
    RC_ASSERT(outcome.score.most_lost == outcome.bound.most_lost);
    RC_ASSERT(free.score.without_first <= outcome.score.without_first);
  });
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_plan_and_stop_gives_what_there_is) {
  const auto problem = test::groups_of_trip(4, 40);
  const SearchControl control{.moves_per_head = 500, .proof_steps = 100'000};
  BOOST_TEST((solve_sub_groups(problem, 7, control).plan == solve_sub_groups(problem, 7, control).plan));
  const auto outcome = solve_sub_groups(problem, 7, {.should_stop = [] { return true; }});
  expect_sound(problem, outcome);
}

BOOST_AUTO_TEST_SUITE_END()
