#include "engine/scheduling/sat_search.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/scheduling/problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

BOOST_AUTO_TEST_SUITE(sat_search)

// Two threads: one found a plan without breaks while the other was about to ask for a better one.
BOOST_AUTO_TEST_CASE(fewer_breaks_than_none_are_not_asked_for) {
  const auto problem = problem_of(3, 3, 2, {{0, 1}, {0, 2}});
  const Control control;
  Knowledge knowledge(problem, control);
  const auto model = build_sat_model(problem);
  SatSearch search(problem, *model, knowledge, SatAim::model, 0);
  search.ask_bound(1'000);
  BOOST_TEST_REQUIRE((knowledge.outcome().score == Score{}));
  search.ask_better(1'000);
  BOOST_TEST((knowledge.outcome().status == Status::optimal));
}

BOOST_AUTO_TEST_CASE(a_solver_that_was_stopped_while_it_read_says_nothing) {
  const auto problem = problem_of(4, 2, 9, {{0, 1}, {0, 2}, {0, 3}});
  const auto model = build_sat_model(problem);
  SatSolver solver(model->formula, SatAim::proof, 0, [] { return true; });
  BOOST_TEST((solver.solve({}, 1'000) == SatAnswer::unknown));
}

BOOST_AUTO_TEST_CASE(asking_ends_at_the_best) {
  auto problem = problem_of(8, 5, 9, {{0, 1}, {4, 5}, {0, 2}, {6, 7}, {0, 3}});
  for (int talk = 1; talk < 5; ++talk) problem.talks[static_cast<std::size_t>(talk)].earlier_talks = {talk - 1};
  const Control control;
  Knowledge knowledge(problem, control);
  const auto model = build_sat_model(problem);
  SatSearch search(problem, *model, knowledge, SatAim::proof, 0);
  search.ask_bound(1'000);
  BOOST_TEST((knowledge.outcome().bound == Score{0, 0, 0, 2}));
  BOOST_TEST((knowledge.outcome().status == Status::optimal));
}

BOOST_AUTO_TEST_SUITE_END()
