#include <boost/test/unit_test.hpp>

#include "engine/core/time.hpp"
#include "engine/core/time_zone.hpp"

using namespace tagwerk::core;

namespace {

std::string at(Date date, int hours, int minutes, const char* zone) {
  const auto instant = instant_at(date, {hours * 60 + minutes}, zone);
  return instant ? to_rfc3339(*instant) : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_of_day)

BOOST_AUTO_TEST_CASE(a_time_of_day_is_two_digits_each) {
  BOOST_TEST(parse_time_of_day("09:30")->minutes == 570);
  BOOST_TEST(parse_time_of_day("00:00")->minutes == 0);
  BOOST_TEST(parse_time_of_day("23:59")->minutes == 1439);
  for (const auto* wrong : {"", "9:30", "09:60", "24:00", "09:30:00", "09-30", " 9:30", "09:3", "ab:cd"})
    BOOST_TEST(!parse_time_of_day(wrong), wrong);
  BOOST_TEST(to_text(TimeOfDay{65}) == "01:05");
}

BOOST_AUTO_TEST_CASE(the_wall_and_the_instant_belong_together) {
  BOOST_TEST(at({2016, 11, 10}, 9, 0, "Europe/Berlin") == "2016-11-10T08:00:00Z");
  BOOST_TEST(at({2016, 7, 10}, 9, 0, "Europe/Berlin") == "2016-07-10T07:00:00Z");
  BOOST_TEST(at({2016, 11, 10}, 9, 0, "nowhere") == "none");
  // The night in which the clock goes forward has no half past two; the one in which it goes back has it twice.
  BOOST_TEST(at({2017, 3, 26}, 2, 30, "Europe/Berlin") == "2017-03-26T01:00:00Z");
  BOOST_TEST(at({2016, 10, 30}, 2, 30, "Europe/Berlin") == "2016-10-30T00:30:00Z");
  const auto wall = wall_time(parse_rfc3339("2016-10-30T01:30:59Z").value(), "Europe/Berlin").value();
  BOOST_TEST((wall.date == Date(2016, 10, 30)));
  BOOST_TEST(to_text(wall.time) == "02:30");
}

BOOST_AUTO_TEST_SUITE_END()
