#include "engine/forecast/booking_curve.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::forecast;

BOOST_AUTO_TEST_SUITE(booking_curve)

BOOST_AUTO_TEST_CASE(between_two_leads_the_last_known_counts_and_before_the_first_nothing) {
  const BookingCurve curve({{7, 40}, {60, 10}, {30, 25}, {0, 38}});
  BOOST_TEST(curve.at(61) == 0);
  BOOST_TEST(curve.at(60) == 10);
  BOOST_TEST(curve.at(31) == 10);
  BOOST_TEST(curve.at(30) == 25);
  BOOST_TEST(curve.at(8) == 25);
  BOOST_TEST(curve.at(7) == 40);
  BOOST_TEST(curve.at(1) == 40);
  BOOST_TEST(curve.at(0) == 38);
  BOOST_TEST(BookingCurve().at(0) == 0);
  BOOST_TEST(BookingCurve().empty());
}

BOOST_AUTO_TEST_CASE(of_two_points_of_one_lead_the_later_counts) {
  const BookingCurve curve({{30, 25}, {7, 40}, {30, 26}});
  BOOST_TEST(curve.at(30) == 26);
  BOOST_TEST(curve.at(7) == 40);
}

BOOST_AUTO_TEST_CASE(a_day_knows_of_the_events_until_it_and_no_event_of_itself) {
  Series series{.key = "s", .events = {{10, {}, 1}, {20, {}, 2}, {20, {}, 3}, {30, {}, 4}}};
  BOOST_TEST(series.count_until(9) == 0U);
  BOOST_TEST(series.count_until(10) == 1U);
  BOOST_TEST(series.count_until(20) == 3U);
  BOOST_TEST(series.known_for(3, 10) == 3U);
  BOOST_TEST(series.known_for(3, 11) == 1U);
  BOOST_TEST(series.known_for(3, 0) == 3U);
  BOOST_TEST(series.known_for(1, 0) == 1U);
  BOOST_TEST(series.known_for(0, 0) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
