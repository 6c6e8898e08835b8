// Each rule of the checker: one plan that keeps it, one that breaks it, and the number of breaks.
#include "engine/scheduling/checker.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/scheduling/problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

namespace {

std::vector<std::string> rules_broken(const Problem& problem, std::vector<int> slots) {
  std::vector<std::string> rules;
  for (const auto& violation : judge(problem, {std::move(slots)}).violations) rules.push_back(violation.rule);
  return rules;
}

using Rules = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(checker)

BOOST_AUTO_TEST_CASE(every_talk_has_one_slot_that_exists) {
  const auto problem = problem_of(2, 2, 1, {{0, 1}});
  BOOST_TEST(rules_broken(problem, {1}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {2}) == Rules{"one_slot"}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {-1}) == Rules{"one_slot"}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {}) == Rules{"one_slot"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nobody_is_in_two_talks_at_once) {
  const auto problem = problem_of(3, 2, 2, {{0, 1}, {0, 2}});
  BOOST_TEST(rules_broken(problem, {0, 1}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {1, 1}) == Rules{"one_at_a_time"}, boost::test_tools::per_element());
  BOOST_TEST(judge(problem, {{1, 1}}).violations[0].words == "participant 1 has talk 1 and talk 2 in slot 2");
}

BOOST_AUTO_TEST_CASE(no_slot_has_more_talks_than_tables) {
  auto problem = problem_of(4, 2, 1, {{0, 1}, {2, 3}});
  BOOST_TEST(rules_broken(problem, {0, 1}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {0, 0}) == Rules{"tables"}, boost::test_tools::per_element());
  BOOST_TEST(judge(problem, {{0, 0}}).violations[0].words == "2 talks are in slot 1, which has 1 table");
  problem.tables = {1, 2};
  BOOST_TEST(rules_broken(problem, {1, 1}) == Rules{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(talks_stay_in_the_slots_that_they_may_have) {
  auto problem = problem_of(2, 3, 1, {{0, 1}});
  problem.talks[0].allowed = {false, true, true};
  problem.participants[1].unavailable = {false, false, true};
  BOOST_TEST(rules_broken(problem, {1}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {0}) == Rules{"allowed_slot"}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {2}) == Rules{"unavailable"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(earlier_talks_are_in_earlier_slots) {
  auto problem = problem_of(4, 2, 2, {{0, 1}, {2, 3}});
  problem.talks[1].earlier_talks = {0};
  BOOST_TEST(rules_broken(problem, {0, 1}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {0, 0}) == Rules{"earlier"}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {1, 0}) == Rules{"earlier"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_break_is_a_run_of_idle_slots_between_two_talks) {
  auto problem = problem_of(4, 7, 2, {{0, 1}, {0, 2}, {0, 3}});
  BOOST_TEST(judge(problem, {{0, 1, 2}}).score.breaks == 0);
  BOOST_TEST(judge(problem, {{0, 1, 6}}).score.breaks == 1);
  BOOST_TEST(judge(problem, {{6, 0, 3}}).score.breaks == 2);
  BOOST_TEST(judge(problem, {{1, 2, 3}}).score.breaks == 0);  // before the first talk and after the last nobody waits
  problem.day_starts = {0, 3};
  BOOST_TEST(judge(problem, {{0, 1, 6}}).score.breaks == 0);
  BOOST_TEST(judge(problem, {{0, 2, 6}}).score.breaks == 1);
  BOOST_TEST(judge(problem, {{0, 2, 3}}).score.breaks == 1);
}

BOOST_AUTO_TEST_CASE(idle_slots_and_the_difference_of_breaks_are_counted_where_they_count) {
  auto problem = problem_of(4, 9, 1, {{0, 1}, {0, 2}, {0, 3}, {1, 2}});
  problem.day_starts = {0, 5};
  const Plan plan{{0, 3, 6, 8}};  // the first waits two slots of the first day
  BOOST_TEST((judge(problem, plan).score == Score{0, 0, 0, 1}));
  problem.objective.parts.insert(problem.objective.parts.end(), {&Score::break_difference, &Score::idle_slots});
  BOOST_TEST((judge(problem, plan).score == Score{0, 0, 0, 1, 1, 2}));
  problem.day_starts = {0};
  BOOST_TEST((judge(problem, plan).score == Score{0, 0, 0, 4, 2, 15}));
}

BOOST_AUTO_TEST_CASE(who_needs_a_pause_has_it) {
  auto problem = problem_of(4, 7, 2, {{0, 1}, {0, 2}, {0, 3}});
  problem.participants[0].max_consecutive = 2;
  BOOST_TEST(rules_broken(problem, {0, 1, 3}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {3, 1, 2}) == Rules{"consecutive"}, boost::test_tools::per_element());
  problem.day_starts = {0, 3};
  BOOST_TEST(rules_broken(problem, {3, 1, 2}) == Rules{}, boost::test_tools::per_element());
  problem.participants[0] = {.unavailable = {}, .max_consecutive = std::nullopt, .min_gap = 1};
  BOOST_TEST(rules_broken(problem, {0, 2, 3}) == Rules{}, boost::test_tools::per_element());  // overnight
  BOOST_TEST(rules_broken(problem, {0, 1, 4}) == Rules{"gap"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_more_talks_than_a_quota_are_where_it_says) {
  auto problem = problem_of(4, 4, 2, {{0, 1}, {0, 2}, {0, 3}});
  problem.quotas = {{.talks = {0, 1}, .slots = {true, true, false, false}, .max = 1}};
  BOOST_TEST(rules_broken(problem, {0, 2, 3}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {0, 1, 3}) == Rules{"quota"}, boost::test_tools::per_element());
  problem.quotas = {{.talks = {0, 1, 2}, .slots = {}, .max = 2}};
  BOOST_TEST(rules_broken(problem, {0, 1, 3}) == Rules{"quota"}, boost::test_tools::per_element());
  problem.quotas.front().max = 3;
  BOOST_TEST(rules_broken(problem, {0, 1, 3}) == Rules{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(words_call_things_as_the_caller_likes) {
  const auto problem = problem_of(3, 2, 2, {{0, 1}, {0, 2}});
  const Names names{.talk = [](int index) { return std::string(1, static_cast<char>('A' + index)); },
                    .participant = [](int) { return std::string("Muster GmbH"); },
                    .slot = [](int index) { return index == 0 ? std::string("9:00") : std::string("9:30"); }};
  BOOST_TEST(judge(problem, {{1, 1}}, names).violations[0].words == "Muster GmbH has A and B in 9:30");
}

BOOST_AUTO_TEST_CASE(a_table_of_ones_own_is_none_of_the_common_ones) {
  auto problem = problem_of(4, 1, 1, {{0, 1}, {2, 3}});
  BOOST_TEST(rules_broken(problem, {0, 0}) == Rules{"tables"}, boost::test_tools::per_element());
  problem.talks[1].has_own_table = true;
  BOOST_TEST(rules_broken(problem, {0, 0}) == Rules{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(breaks_differ_by_no_more_than_allowed) {
  auto problem = problem_of(4, 7, 2, {{0, 1}, {0, 2}, {0, 3}});
  problem.max_break_difference = 1;
  BOOST_TEST(rules_broken(problem, {0, 1, 6}) == Rules{}, boost::test_tools::per_element());
  BOOST_TEST(rules_broken(problem, {6, 0, 3}) == Rules{"break_difference"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
