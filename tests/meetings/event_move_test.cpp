#include "engine/meetings/event_move.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/meetings/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::meetings;

namespace {

events::Event event_on(const std::string& first, const std::string& last, const std::string& zone = "Europe/Berlin") {
  events::Event event;
  event.starts_on = core::parse_date(first).value();
  event.ends_on = core::parse_date(last).value();
  event.time_zone = zone;
  return event;
}

std::string later(const std::string& instant, const EventMove& move) {
  return core::to_rfc3339(moved(core::parse_rfc3339(instant).value(), move));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_move)

BOOST_AUTO_TEST_CASE(an_event_moves_when_both_of_its_days_do) {
  const auto before = event_on("2030-11-10", "2030-11-11");
  BOOST_TEST(move_of(before, event_on("2030-12-01", "2030-12-02"))->days == 21);
  BOOST_TEST(move_of(before, event_on("2030-11-09", "2030-11-10"))->days == -1);
  BOOST_TEST(!move_of(before, event_on("2030-11-09", "2030-11-11")).has_value());
  BOOST_TEST(!move_of(before, event_on("2030-11-11", "2030-11-11")).has_value());
  BOOST_TEST(!move_of(before, before).has_value());
  BOOST_TEST(move_of(before, event_on("2030-11-10", "2030-11-11", "Europe/London"))->days == 0);
}

BOOST_AUTO_TEST_CASE(the_time_of_day_stays) {
  const EventMove to_summer{.days = 233, .from_zone = "Europe/Berlin", .to_zone = "Europe/Berlin"};
  BOOST_TEST(later("2030-11-10T08:00:00Z", to_summer) == "2031-07-01T07:00:00Z");
  BOOST_TEST(later("2030-11-10T08:00:30Z", to_summer) == "2031-07-01T07:00:30Z");
  const EventMove to_london{.days = 1, .from_zone = "Europe/Berlin", .to_zone = "Europe/London"};
  BOOST_TEST(later("2030-11-10T08:00:00Z", to_london) == "2030-11-11T09:00:00Z");
  // 02:30 is not on the clock on 30 March 2031.
  const EventMove to_gap{.days = 1, .from_zone = "Europe/Berlin", .to_zone = "Europe/Berlin"};
  BOOST_TEST(later("2031-03-29T01:30:00Z", to_gap) == "2031-03-30T01:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_plan_that_moves_is_news_to_who_has_a_talk) {
  TalkPlan plan;
  const auto from = core::parse_rfc3339("2030-11-10T08:00:00Z").value();
  plan.slots = {{.session_key = "morning", .starts_at = from, .ends_at = from + boost::posix_time::minutes(20)}};
  plan.talks.resize(2);
  plan.talks[0].slot = 0;
  plan.talks[0].sequence = 3;
  const auto after = moved(plan, {.days = 7, .from_zone = "Europe/Berlin", .to_zone = "Europe/Berlin"});
  BOOST_TEST(core::to_rfc3339(after.slots[0].starts_at) == "2030-11-17T08:00:00Z");
  BOOST_TEST(core::to_rfc3339(after.slots[0].ends_at) == "2030-11-17T08:20:00Z");
  BOOST_TEST(after.talks[0].sequence == 4);
  BOOST_TEST(after.talks[1].sequence == 0);
}

BOOST_AUTO_TEST_SUITE_END()
