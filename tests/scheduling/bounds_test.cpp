#include "engine/scheduling/bounds.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>
#include <set>

#include "engine/scheduling/checker.hpp"
#include "tests/scheduling/problems.hpp"
#include "tests/scheduling/random_problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

namespace {

// One participant alone, with every way to give their talks slots of their own.
int fewest_alone(const Problem& problem, int who) {
  auto alone = problem;
  std::erase_if(alone.talks, [&](const Talk& talk) {
    return std::find(talk.attendees.begin(), talk.attendees.end(), who) == talk.attendees.end();
  });
  for (auto& talk : alone.talks) {  // what the others allow stays
    std::vector<bool> allowed;
    for (int slot = 0; slot < problem.slots; ++slot) allowed.push_back(may_be_in(problem, talk, slot));
    talk = {.attendees = {who}, .allowed = std::move(allowed), .earlier_talks = {}, .importance = talk.importance};
  }
  std::fill(alone.tables.begin(), alone.tables.end(), max_tables);
  alone.max_break_difference.reset();
  alone.quotas.clear();
  int fewest = std::numeric_limits<int>::max();
  test::for_each_plan(alone, [&](const Plan& plan) {
    const auto judgement = judge(alone, plan);
    if (judgement.violations.empty()) fewest = std::min(fewest, judgement.score.breaks);
  });
  return fewest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bounds)

BOOST_AUTO_TEST_CASE(pins_make_breaks) {
  auto problem = problem_of(4, 7, 9, {{0, 1}, {0, 2}, {0, 3}});
  BOOST_TEST(fewest_breaks(problem) == std::vector<int>(4, 0), boost::test_tools::per_element());
  problem.talks[0].allowed = {true, false, false, false, false, false, false};
  problem.talks[1].allowed = {false, false, false, false, true, false, false};
  BOOST_TEST(fewest_breaks(problem)[0] == 1);  // the third is beside one of them
  problem.talks[2].allowed = {false, false, true, false, false, false, false};
  BOOST_TEST(fewest_breaks(problem)[0] == 2);
  problem.day_starts = {0, 3};
  BOOST_TEST(fewest_breaks(problem)[0] == 1);
}

BOOST_AUTO_TEST_CASE(a_pinned_wish_can_be_left_out) {
  auto problem = problem_of(4, 5, 9, {{0, 1}, {0, 2}, {0, 3}});
  problem.talks[0].allowed = {true, false, false, false, false};
  problem.talks[1].allowed = {false, false, true, false, false};
  problem.talks[2].allowed = {false, false, false, false, true};
  BOOST_TEST(fewest_breaks(problem)[0] == 2);
  problem.talks[1].importance = Importance::wish;
  BOOST_TEST(fewest_breaks(problem)[0] == 1);
}

BOOST_AUTO_TEST_CASE(nobody_can_have_fewer) {
  int with_breaks = 0;
  for (std::uint32_t seed = 0; seed < 3'000; ++seed) {
    auto problem = test::random_problem(seed);
    problem.objective = {};  // breaks are counted
    const auto fewest = fewest_breaks(problem);
    for (int who = 0; who < problem.participant_count(); ++who) {
      const int said = fewest[static_cast<std::size_t>(who)];
      with_breaks += said > 0 ? 1 : 0;
      BOOST_TEST(said <= fewest_alone(problem, who), "random_problem(" << seed << "), participant " << who);
    }
  }
  BOOST_TEST(with_breaks > 100);
}

BOOST_AUTO_TEST_SUITE_END()
