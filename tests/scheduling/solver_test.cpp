// The solver against every plan there is, and what it promises: the same plan for the same seed, to stop when told.
#include "engine/scheduling/solver.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/sat_model.hpp"
#include "engine/scheduling/sat_solver.hpp"
#include "tests/scheduling/problems.hpp"
#include "tests/scheduling/random_problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

namespace {

std::optional<Score> best_score(const Problem& problem) {
  std::optional<Score> best;
  test::for_each_plan(problem, [&](const Plan& plan) {
    const auto judgement = judge(problem, plan);
    if (judgement.violations.empty() && (!best || problem.objective.is_better(judgement.score, *best)))
      best = judgement.score;
  });
  return best;
}

// Twelve partners and six vendors who all meet, at five tables.
Problem fair() {
  std::vector<std::vector<int>> talks;
  for (int partner = 0; partner < 12; ++partner) {
    for (int vendor = 0; vendor < 6; ++vendor) {
      if ((partner + vendor) % 3 != 0) talks.push_back({partner, 12 + vendor});
    }
  }
  auto problem = problem_of(18, 12, 5, talks);
  problem.max_break_difference = 2;
  return problem;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(solver)

BOOST_AUTO_TEST_CASE(it_finds_what_trying_every_plan_finds) {
  int infeasible = 0;
  int with_breaks = 0;
  int with_musts_left_out = 0;
  int with_wishes_left_out = 0;
  int with_talks_moved = 0;
  int with_differences = 0;
  int with_idle_slots = 0;
  for (std::uint32_t seed = 0; seed < 4'000; ++seed) {
    const auto problem = test::random_problem(seed);
    BOOST_TEST_CONTEXT("random_problem(" << seed << ")") {
      BOOST_TEST_REQUIRE(check_problem(problem).has_value());
      const auto best = best_score(problem);
      const auto outcome = solve(problem, seed, {});
      if (best) {
        with_breaks += best->breaks > 0 ? 1 : 0;
        with_musts_left_out += best->musts_left_out > 0 ? 1 : 0;
        with_wishes_left_out += best->wishes_left_out > 0 ? 1 : 0;
        with_talks_moved += best->moved > 0 ? 1 : 0;
        with_differences += best->break_difference > 0 ? 1 : 0;
        with_idle_slots += best->idle_slots > best->breaks && best->breaks > 0 ? 1 : 0;
        BOOST_TEST((outcome.status == Status::optimal));
        BOOST_TEST((outcome.score == best));
        BOOST_TEST((outcome.bound == *best));
        BOOST_TEST(judge(problem, outcome.plan.value_or(Plan{})).violations.empty());
      } else {
        ++infeasible;
        BOOST_TEST((outcome.status == Status::infeasible));
        BOOST_TEST((!outcome.plan && !outcome.score));
      }
    }
  }
  BOOST_TEST(infeasible > 400);
  BOOST_TEST(with_breaks > 100);
  BOOST_TEST(with_musts_left_out > 100);
  BOOST_TEST(with_wishes_left_out > 100);
  BOOST_TEST(with_talks_moved > 100);
  BOOST_TEST(with_differences > 20);
  BOOST_TEST(with_idle_slots > 10);
}

BOOST_AUTO_TEST_CASE(one_group_that_must_wait_twice_is_found_by_asking_for_the_sum) {
  // The first participant's three talks have a talk of others between each.
  auto problem = problem_of(8, 5, 9, {{0, 1}, {4, 5}, {0, 2}, {6, 7}, {0, 3}});
  for (int talk = 1; talk < 5; ++talk) problem.talks[static_cast<std::size_t>(talk)].earlier_talks = {talk - 1};
  const auto outcome = solve(problem, 0, {});
  BOOST_TEST((outcome.status == Status::optimal));
  BOOST_TEST((outcome.score == Score{0, 0, 0, 2}));
  BOOST_TEST((outcome.bound == Score{0, 0, 0, 2}));
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_plan) {
  const auto problem = fair();
  const auto first = solve(problem, 7, {});
  const auto again = solve(problem, 7, {});
  BOOST_REQUIRE(first.plan.has_value());
  BOOST_TEST((first.status == Status::optimal));
  BOOST_TEST(first.plan->slots == again.plan->slots, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(two_searches_side_by_side_find_the_same_value) {
  const auto problem = fair();
  Control control;
  control.run_both = [](const std::function<void()>& one, const std::function<void()>& other) {
    std::thread beside(one);
    other();
    beside.join();
  };
  const auto outcome = solve(problem, 0, control);
  BOOST_TEST((outcome.status == Status::optimal));
  BOOST_TEST((outcome.score == solve(problem, 0, {}).score));
}

BOOST_AUTO_TEST_CASE(it_tells_how_far_it_is) {
  std::vector<Progress> told;
  Control control;
  control.on_progress = [&](const Progress& progress) { told.push_back(progress); };
  const auto outcome = solve(fair(), 0, control);
  BOOST_REQUIRE(!told.empty());
  BOOST_TEST((told.back().score == outcome.score));
  BOOST_TEST((told.back().bound == outcome.bound));
  for (std::size_t step = 1; step < told.size(); ++step) {
    const Objective objective;
    BOOST_TEST(!objective.is_better(told[step].bound, told[step - 1].bound));
    if (told[step - 1].score) BOOST_TEST(!objective.is_better(*told[step - 1].score, *told[step].score));
  }
}

BOOST_AUTO_TEST_CASE(told_to_stop_it_claims_no_more_than_it_knows) {
  Control control;
  control.should_stop = [] { return true; };
  const auto outcome = solve(fair(), 0, control);
  BOOST_TEST((outcome.status == Status::unknown || outcome.status == Status::feasible));
  BOOST_TEST((outcome.bound == Score{}));
}

BOOST_AUTO_TEST_CASE(what_is_too_large_for_a_formula_is_planned_all_the_same) {
  std::vector<std::vector<int>> talks;
  for (int one = 0; one < 120; ++one) {
    for (int other = 120; other < 240; ++other) talks.push_back({one, other});
  }
  const auto problem = problem_of(240, 200, 100, talks);
  BOOST_REQUIRE(clauses_needed(problem) > max_clauses);
  BOOST_REQUIRE(!build_sat_model(problem).has_value());
  int told = 0;
  Control control;
  control.on_progress = [&](const Progress&) { ++told; };
  control.should_stop = [&] { return told > 0; };
  const auto outcome = solve(problem, 0, control);
  BOOST_TEST((outcome.status == Status::feasible || outcome.status == Status::optimal));
  BOOST_TEST(judge(problem, outcome.plan.value()).violations.empty());
}

BOOST_AUTO_TEST_CASE(idle_slots_that_are_too_much_for_a_formula_leave_the_proof_of_all_before_them) {
  std::vector<std::vector<int>> talks;
  for (int one = 0; one < 300; ++one) talks.push_back({one, (one + 1) % 300});
  auto problem = problem_of(300, 60, 10, talks);
  const auto pin = [&](std::size_t talk, std::size_t slot) {
    problem.talks[talk].allowed.assign(60, false);
    problem.talks[talk].allowed[slot] = true;
  };
  pin(0, 0);
  pin(1, 5);  // the second has a break of four slots, whatever the others do
  problem.objective.parts.push_back(&Score::idle_slots);
  BOOST_REQUIRE(clauses_needed(problem) > max_clauses);
  BOOST_REQUIRE(build_sat_model(problem)->more.size() == 4u);
  for (const bool side_by_side : {false, true}) {
    Control control;
    if (side_by_side) {
      control.run_both = [](const std::function<void()>& one, const std::function<void()>& other) {
        std::thread beside(one);
        other();
        beside.join();
      };
    }
    const auto outcome = solve(problem, 0, control);  // ends by itself
    BOOST_TEST((outcome.status == Status::feasible));
    BOOST_TEST((outcome.score == Score{0, 0, 0, 1, 0, 4}));
    BOOST_TEST((outcome.bound == Score{0, 0, 0, 1}));
  }
}

BOOST_AUTO_TEST_CASE(a_formula_has_no_more_clauses_than_was_said) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const auto problem = test::random_problem(seed);
    BOOST_TEST(build_sat_model(problem)->formula.clauses() <= clauses_needed(problem),
               "random_problem(" << seed << ")");
  }
  const auto problem = fair();
  BOOST_TEST(build_sat_model(problem)->formula.clauses() <= clauses_needed(problem));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_left_out_by_what_it_means) {
  // One table, two slots, four talks: the must, and the heavier wish.
  auto problem = problem_of(8, 2, 1, {{0, 1}, {2, 3}, {4, 5}, {6, 7}});
  for (auto& talk : problem.talks) talk.importance = Importance::wish;
  problem.talks[1].importance = Importance::must;
  problem.talks[2].weight = 3;
  const auto outcome = solve(problem, 0, {});
  BOOST_TEST((outcome.status == Status::optimal));
  BOOST_TEST((outcome.score == Score{0, 2, 0, 0}));
  BOOST_TEST(outcome.plan->slots[0] == left_out);
  BOOST_TEST(outcome.plan->slots[3] == left_out);
}

BOOST_AUTO_TEST_CASE(what_is_published_moves_as_little_as_can_be) {
  auto problem = fair();
  const auto published = solve(problem, 0, {});
  problem.published = published.plan.value().slots;
  // A partner calls off: their talks are gone, all else stays.
  for (auto& talk : problem.talks) {
    if (talk.attendees[0] == 3) talk.importance = Importance::wish;
  }
  problem.participants[3].unavailable.assign(12, true);
  const auto again = solve(problem, 0, {});
  BOOST_TEST((again.status == Status::optimal));
  BOOST_TEST(again.score->moved == 0);
  BOOST_TEST(again.score->wishes_left_out == 4);
  // A table is lost in one slot: what was too much there moves, and nothing else must.
  problem.tables[5] = 3;
  const auto lost = solve(problem, 0, {});
  BOOST_TEST((lost.status == Status::optimal));
  BOOST_TEST(lost.score->moved <= 3);
}

BOOST_AUTO_TEST_CASE(breaks_that_everybody_has_are_no_difference) {
  auto problem = problem_of(2, 3, 9, {{0, 1}, {0, 1}});
  problem.talks[0].allowed = {true, false, false};
  problem.talks[1].allowed = {false, false, true};
  problem.objective.parts.push_back(&Score::break_difference);
  const auto outcome = solve(problem, 0, {});
  BOOST_TEST((outcome.status == Status::optimal));
  BOOST_TEST((outcome.score == Score{0, 0, 0, 2, 0}));
  // As the formula sees it, whatever the search is content with.
  auto model = build_sat_model(problem).value();
  const auto bounds = model.bounds(problem.objective, {0, 0, 0, 2, 0}, 5).value();
  for (const int literal : bounds) model.formula.add({literal});
  SatSolver solver(model.formula, SatAim::model, 0, {});
  BOOST_TEST((solver.solve({}, -1) == SatAnswer::satisfiable));
}

BOOST_AUTO_TEST_CASE(breaks_are_shared_out_where_there_are_as_many_either_way) {
  auto problem = problem_of(5, 6, 9, {{0, 2}, {0, 3}, {0, 1}, {1, 4}});
  const std::vector<std::vector<bool>> allowed{{true, false, false, false, false, false},
                                               {false, false, true, false, false, false},
                                               {false, false, false, true, true, false},
                                               {false, false, false, false, false, true}};
  for (std::size_t talk = 0; talk < allowed.size(); ++talk) problem.talks[talk].allowed = allowed[talk];
  problem.objective.parts.push_back(&Score::break_difference);
  const auto outcome = solve(problem, 0, {});
  BOOST_TEST((outcome.status == Status::optimal));
  BOOST_TEST(outcome.plan->slots[2] == 3);  // one break each; in slot 4 the first would have both
  BOOST_TEST((outcome.score == Score{0, 0, 0, 2, 1}));
  BOOST_TEST((outcome.bound == Score{0, 0, 0, 2, 1}));
}

BOOST_AUTO_TEST_CASE(the_order_of_the_objective_decides) {
  auto problem = problem_of(5, 9, 9, {{0, 1}, {0, 2}, {0, 3}, {3, 4}});
  const auto only = [&](int talk, std::initializer_list<int> slots) {
    auto& allowed = problem.talks[static_cast<std::size_t>(talk)].allowed;
    allowed.resize(9);
    for (const int slot : slots) allowed[static_cast<std::size_t>(slot)] = true;
  };
  only(0, {0});
  only(1, {2});
  only(2, {4, 8});  // a second break of one slot, or one longer break after slot 2 …
  only(3, {6, 7});  // … and another participant who waits, or does not
  problem.objective.parts = {&Score::musts_left_out, &Score::wishes_left_out, &Score::breaks, &Score::idle_slots};
  const auto fewest_breaks = solve(problem, 0, {});
  BOOST_TEST((fewest_breaks.status == Status::optimal));
  BOOST_TEST((fewest_breaks.score == Score{0, 0, 0, 2, 0, 6}));
  problem.objective.parts = {&Score::musts_left_out, &Score::wishes_left_out, &Score::idle_slots, &Score::breaks};
  const auto least_idle = solve(problem, 0, {});
  BOOST_TEST((least_idle.status == Status::optimal));
  BOOST_TEST((least_idle.score == Score{0, 0, 0, 3, 0, 3}));
}

BOOST_AUTO_TEST_CASE(nothing_to_plan_is_planned) {
  const auto outcome = solve(problem_of(3, 2, 1, {}), 0, {});
  BOOST_TEST((outcome.status == Status::optimal));
  BOOST_TEST((outcome.score == Score{}));
  BOOST_TEST(outcome.plan->slots.empty());
}

BOOST_AUTO_TEST_CASE(somebody_with_more_talks_than_slots_has_no_plan) {
  BOOST_TEST((solve(problem_of(4, 2, 9, {{0, 1}, {0, 2}, {0, 3}}), 0, {}).status == Status::infeasible));
}

BOOST_AUTO_TEST_CASE(three_who_meet_each_other_are_never_all_busy) {
  // Each of two slots would have three busy people, and talks of two make an even number.
  BOOST_TEST((solve(problem_of(3, 2, 9, {{0, 1}, {0, 2}, {1, 2}}), 0, {}).status == Status::infeasible));
  BOOST_TEST((solve(problem_of(3, 3, 9, {{0, 1}, {0, 2}, {1, 2}}), 0, {}).score == Score{0, 0, 0, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
