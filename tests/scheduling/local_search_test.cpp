// After every single change: the plan keeps every rule, and what the search counts along the way is what the checker counts.
#include "engine/scheduling/local_search.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/placement.hpp"
#include "tests/scheduling/problems.hpp"
#include "tests/scheduling/random_problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

namespace {

// Each step in a run of its own, judged from the definition.
void follow(const Problem& problem, const Plan& plan, std::uint32_t seed, int changes) {
  LocalSearch search(problem, seed);
  search.start(plan);
  for (int change = 0; change < changes; ++change) {
    search.run(1, 2.0, 2.0);
    const auto judgement = judge(problem, search.plan());
    for (const auto& violation : judgement.violations)
      BOOST_TEST_REQUIRE(violation.rule == "break_difference", violation.words);
    BOOST_TEST_REQUIRE((judgement.score == search.score()));
    if (search.best_plan()) BOOST_TEST_REQUIRE((judge(problem, *search.best_plan()).score == search.best_score()));
  }
}

// People who talk to some of the others, with more room than they need; some talks before others, some sessions, some absences.
Problem roomy(std::uint32_t seed) {
  test::Dice dice(seed);
  Problem problem;
  problem.slots = dice.number(6, 14);
  if (dice.one_in(3)) problem.day_starts.push_back(problem.slots / 2);
  problem.tables.assign(static_cast<std::size_t>(problem.slots), dice.number(3, 7));
  problem.participants.resize(static_cast<std::size_t>(dice.number(6, 14)));
  for (auto& participant : problem.participants) {
    if (dice.one_in(6)) participant.unavailable = dice.some_slots(problem.slots, 8);
    if (dice.one_in(6)) participant.max_consecutive = dice.number(1, 5);
    if (dice.one_in(10)) participant.min_gap = dice.number(1, 3);
  }
  if (dice.one_in(2)) problem.max_break_difference = dice.number(1, 3);
  for (int one = 0; one < problem.participant_count(); ++one) {
    for (int other = one + 1; other < problem.participant_count(); ++other) {
      if (!dice.one_in(4)) continue;
      Talk talk{.attendees = {one, other}, .allowed = {}, .earlier_talks = {}};
      if (dice.one_in(10)) talk.attendees.push_back((other + 1) % problem.participant_count());
      if (talk.attendees.back() == one) talk.attendees.pop_back();
      talk.has_own_table = dice.one_in(8);
      if (dice.one_in(6)) talk.importance = dice.one_in(2) ? Importance::must : Importance::wish;
      if (dice.one_in(8)) {
        for (int slot = 0; slot < problem.slots; ++slot)
          talk.allowed.push_back((slot < problem.slots / 2) == (one % 2 == 0));
      }
      if (dice.one_in(8) && problem.talk_count() > 0)
        talk.earlier_talks.push_back(dice.number(0, problem.talk_count()));
      problem.talks.push_back(std::move(talk));
    }
  }
  if (dice.one_in(2)) {
    const int who = dice.number(0, problem.participant_count());
    problem.quotas.push_back({.talks = talks_by_participant(problem)[static_cast<std::size_t>(who)],
                              .slots = dice.some_slots(problem.slots, 2),
                              .max = 2});
  }
  if (dice.one_in(2)) {
    auto& parts = problem.objective.parts;
    parts.insert(parts.begin() + dice.number(2, 5), &Score::break_difference);
    parts.insert(parts.begin() + dice.number(2, 6), &Score::idle_slots);
  }
  return problem;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(local_search)

BOOST_AUTO_TEST_CASE(every_step_keeps_the_rules_and_counts_as_the_checker_does) {
  int followed = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    const auto problem = seed % 3 == 0 ? test::random_problem(seed) : roomy(seed);
    BOOST_TEST_CONTEXT("seed " << seed) {
      BOOST_TEST_REQUIRE(check_problem(problem).has_value());
      Placement placement(problem, seed);
      if (!placement.run(5'000)) continue;
      // As if it had been published with some other slots.
      auto changed = problem;
      changed.published = placement.plan().slots;
      for (int& slot : changed.published) slot = slot != left_out && slot % 3 == 0 ? (slot + 1) % problem.slots : slot;
      ++followed;
      follow(seed % 2 == 0 ? problem : changed, placement.plan(), seed, 300);
    }
  }
  BOOST_TEST(followed > 50);
}

BOOST_AUTO_TEST_CASE(it_takes_breaks_out_of_a_plan) {
  // Everybody waits in every second slot, and need not.
  auto problem = problem_of(6, 9, 3, {{0, 1}, {2, 3}, {4, 5}, {1, 2}, {3, 4}, {5, 0}, {0, 3}, {1, 4}, {2, 5}});
  const Plan plan{{0, 0, 0, 2, 2, 2, 4, 4, 4}};
  BOOST_REQUIRE(judge(problem, plan).score.breaks == 12);
  LocalSearch search(problem, 1);
  search.start(plan);
  search.run(20'000, 0.6, 0.1);
  BOOST_TEST((search.best_score() == Score{}));
  BOOST_TEST(judge(problem, search.best_plan().value()).violations.empty());
}

BOOST_AUTO_TEST_CASE(what_comes_later_in_the_objective_is_bettered_as_well) {
  // Each of ten waits from slot 0 to their other talk, which may be anywhere from slot 2 on: one break in any case.
  std::vector<std::vector<int>> talks;
  for (int who = 0; who < 10; ++who) {
    talks.push_back({who, 10 + who});
    talks.push_back({who, 20 + who});
  }
  auto problem = problem_of(30, 12, 10, talks);
  Plan plan;
  for (std::size_t talk = 0; talk < talks.size(); ++talk) {
    auto& allowed = problem.talks[talk].allowed;
    allowed.assign(12, talk % 2 == 1);
    allowed[0] = talk % 2 == 0;
    allowed[1] = false;
    plan.slots.push_back(talk % 2 == 0 ? 0 : 11);
  }
  problem.objective.parts.push_back(&Score::idle_slots);
  LocalSearch search(problem, 1);
  search.start(plan);
  BOOST_TEST((search.score() == Score{0, 0, 0, 10, 0, 100}));
  search.run(20'000, 50, 50);  // so warm that nothing but the end of it betters anything
  BOOST_TEST((search.best_score() == Score{0, 0, 0, 10, 0, 10}));
}

BOOST_AUTO_TEST_CASE(what_is_left_out_comes_in_where_there_is_room) {
  auto problem = problem_of(6, 4, 1, {{0, 1}, {2, 3}, {4, 5}});
  for (auto& talk : problem.talks) talk.importance = Importance::wish;
  LocalSearch search(problem, 2);
  search.start({{2, left_out, left_out}});
  BOOST_TEST((search.score() == Score{0, 2, 0, 0}));
  search.run(1'000, 0.6, 0.1);
  BOOST_TEST((search.best_score() == Score{}));
}

BOOST_AUTO_TEST_CASE(what_must_come_later_does_not_come_in_before) {
  auto problem = problem_of(4, 3, 2, {{0, 1}, {2, 3}});
  problem.talks[0].allowed = {false, false, true};
  problem.talks[1].earlier_talks = {0};
  problem.talks[1].importance = Importance::wish;
  LocalSearch search(problem, 2);
  search.start({{2, left_out}});
  search.run(1'000, 0.6, 0.1);
  BOOST_TEST((search.score() == Score{0, 1, 0, 0}));
}

BOOST_AUTO_TEST_CASE(the_same_seed_goes_the_same_way) {
  const auto problem = problem_of(6, 9, 3, {{0, 1}, {2, 3}, {4, 5}, {1, 2}, {3, 4}, {5, 0}, {0, 3}, {1, 4}, {2, 5}});
  const Plan plan{{0, 0, 0, 2, 2, 2, 4, 4, 4}};
  const auto end = [&] {
    LocalSearch search(problem, 3);
    search.start(plan);
    search.run(50, 2.0, 2.0);
    return search.plan();
  };
  BOOST_TEST((end() == end()));
}

BOOST_AUTO_TEST_CASE(a_wrong_plan_is_our_mistake) {
  const auto problem = problem_of(3, 2, 2, {{0, 1}, {0, 2}});
  LocalSearch search(problem, 0);
  BOOST_CHECK_THROW(search.start({{1, 1}}), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
