#include "engine/meetings/talk_settings.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/meetings/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::meetings;

namespace {

std::string starts(const TalkSettings& settings, const std::string& zone = "Europe/Berlin") {
  std::string text;
  for (const auto& slot : slots_of(settings, zone))
    text += (text.empty() ? "" : " ") + core::to_rfc3339(slot.starts_at).substr(11, 5);
  return text;
}

std::string wrong(const TalkSettings& settings) {
  std::string text;
  for (const auto& field : check(settings, test::day::first, test::day::first, "Europe/Berlin"))
    text += (text.empty() ? "" : " ") + field.pointer + ":" + std::string(field.code->code);
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(talk_settings)

BOOST_AUTO_TEST_CASE(slots_follow_each_other_in_the_events_zone) {
  BOOST_TEST(starts(test::morning_of(3, 1)) == "08:00 08:20 08:40");
  BOOST_TEST(starts(test::morning_of(3, 1), "America/New_York") == "14:00 14:20 14:40");
}

BOOST_AUTO_TEST_CASE(what_is_left_at_the_end_of_a_session_is_no_slot) {
  auto settings = test::morning_of(3, 1);
  settings.sessions[0].ends_at.minutes += 19;
  BOOST_TEST(starts(settings) == "08:00 08:20 08:40");
}

BOOST_AUTO_TEST_CASE(no_slot_touches_a_break) {
  auto settings = test::morning_of(6, 1);
  settings.breaks = {{.name = "Kaffee", .date = test::day::first, .starts_at = {570}, .ends_at = {575}}};
  // The break is in the middle of the second slot: it goes on right behind it.
  BOOST_TEST(starts(settings) == "08:00 08:35 08:55 09:15 09:35");
  settings.breaks[0].date = core::Date(2016, 11, 11);
  BOOST_TEST(starts(settings) == "08:00 08:20 08:40 09:00 09:20 09:40");
}

BOOST_AUTO_TEST_CASE(sessions_are_in_the_order_of_time_and_days_are_told_apart) {
  auto settings = test::morning_of(2, 1);
  settings.sessions.insert(
      settings.sessions.begin(),
      {.key = "late", .name = "Spät", .date = core::Date(2016, 11, 11), .starts_at = {600}, .ends_at = {640}});
  const auto slots = slots_of(settings, "Europe/Berlin");
  BOOST_TEST_REQUIRE(slots.size() == 4u);
  BOOST_TEST(slots[0].session_key == "morning");
  BOOST_TEST(slots[3].session_key == "late");
  const auto days = day_starts_of(slots, "Europe/Berlin");
  BOOST_TEST(days == (std::vector{0, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(in_the_night_in_which_the_clock_goes_forward_an_hour_has_no_slots) {
  TalkSettings settings;
  settings.slot_minutes = 30;
  settings.sessions = {
      {.key = "night", .name = "Nacht", .date = core::Date(2017, 3, 26), .starts_at = {60}, .ends_at = {240}}};
  // 01:00, 01:30, then 03:00 summer time; 02:00 and 02:30 never come.
  BOOST_TEST(starts(settings) == "00:00 00:30 01:00 01:30");
}

BOOST_AUTO_TEST_CASE(everything_that_is_wrong_is_told) {
  auto settings = test::morning_of(3, 1);
  BOOST_TEST(wrong(settings).empty());
  settings.slot_minutes = 12;
  settings.tables = 1001;
  settings.max_consecutive_talks = 0;
  settings.min_gap_slots = -1;
  BOOST_TEST(wrong(settings) ==
             "/slot_minutes:wrong_format /tables:out_of_range /max_consecutive_talks:out_of_range "
             "/min_gap_slots:out_of_range");
  settings = test::morning_of(3, 1);
  settings.sessions.push_back(settings.sessions[0]);
  BOOST_TEST(wrong(settings) == "/sessions/1/key:duplicate_member /sessions/1:sessions_overlap");
  settings = test::morning_of(3, 1);
  settings.slot_minutes = 120;
  BOOST_TEST(wrong(settings) == "/sessions:slots_out_of_range");
  settings.sessions.clear();
  BOOST_TEST(wrong(settings) == "/sessions:wrong_count");
}

BOOST_AUTO_TEST_CASE(what_counts_is_said_once) {
  auto settings = test::morning_of(3, 1);
  BOOST_TEST(wrong(settings) == "");
  settings.objective = {PlanGoal::breaks, PlanGoal::moved, PlanGoal::breaks};
  BOOST_TEST(wrong(settings) == "/objective/2:duplicate_member");
  settings.objective.clear();
  BOOST_TEST(wrong(settings) == "");
}

BOOST_AUTO_TEST_CASE(what_counts_reads_as_it_was_written) {
  for (const auto& objective : {PlanObjective{}, PlanObjective{PlanGoal::idle_slots}, default_objective})
    BOOST_TEST((parse_objective(to_words(objective)) == objective));
  BOOST_TEST(to_words(default_objective) == "moved breaks break_difference idle_slots");
  BOOST_TEST(!parse_objective("moved fun").has_value());
  scheduling::Score score{.musts_left_out = 1, .wishes_left_out = 2, .moved = 3, .breaks = 4};
  score.idle_slots = 6;
  const auto order = scheduling_objective({PlanGoal::idle_slots, PlanGoal::breaks});
  BOOST_TEST(core::to_lines(figures_of(order, score, "x_")) ==
             "x_musts_left_out 1\nx_wishes_left_out 2\nx_idle_slots 6\nx_breaks 4\n");
}

BOOST_AUTO_TEST_SUITE_END()
