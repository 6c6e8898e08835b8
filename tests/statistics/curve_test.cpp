#include "engine/statistics/curve.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

core::Date day(int of_may) { return {2016, 5, static_cast<unsigned short>(of_may)}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(curve)

BOOST_AUTO_TEST_CASE(a_company_counts_once_and_only_while_it_has_a_head_at_the_end_of_the_day) {
  const std::vector<DatedHeads> changes{{day(1), 3}, {day(1), -3}, {day(2), 2}, {day(2), 4}, {day(5), -6}};
  const auto points = curve_of(contribution(true, changes));
  BOOST_TEST_REQUIRE(points.size() == 3u);
  BOOST_TEST((points[0] == CurvePoint{.day = day(1), .booked = 3, .cancelled = 3}));
  BOOST_TEST((points[1] == CurvePoint{.day = day(2), .booked = 6, .net = 6, .companies = 1}));
  BOOST_TEST((points[2] == CurvePoint{.day = day(5), .cancelled = 6}));
}

BOOST_AUTO_TEST_CASE(heads_of_vendors_are_counted_apart) {
  const std::vector<DatedHeads> changes{{day(1), 3}, {day(4), -1}};
  const auto points = curve_of(contribution(false, changes));
  BOOST_TEST((points[0] == CurvePoint{.day = day(1), .vendors = 1, .vendor_heads = 3}));
  BOOST_TEST((points[1] == CurvePoint{.day = day(4), .vendors = 1, .vendor_heads = 2}));
}

BOOST_AUTO_TEST_CASE(a_booking_of_the_past_moves_the_day_from_which_a_company_is_there) {
  auto days = contribution(true, std::vector<DatedHeads>{{day(10), 2}});
  const std::vector<DatedHeads> past{{day(3), 1}, {day(6), -1}};
  add(days, alteration({.nets = {{day(10), 2}, {day(3), 1}, {day(6), -1}}}, past));
  const auto points = curve_of(days);
  BOOST_TEST_REQUIRE(points.size() == 3u);
  BOOST_TEST((points[0] == CurvePoint{.day = day(3), .booked = 1, .net = 1, .companies = 1}));
  BOOST_TEST((points[1] == CurvePoint{.day = day(6), .cancelled = 1}));
  BOOST_TEST((points[2] == CurvePoint{.day = day(10), .booked = 2, .net = 2, .companies = 1}));

  // One that stays: the company is there all the time.
  add(days, alteration({.nets = {{day(10), 2}, {day(3), 1}, {day(6), -1}, {day(1), 5}}},
                       std::vector<DatedHeads>{{day(1), 5}}));
  for (const auto& point : curve_of(days)) BOOST_TEST(point.companies == 1);
  BOOST_TEST(curve_of(days).back().net == 7);
}

BOOST_AUTO_TEST_CASE(between_two_points_it_is_as_at_the_first_and_before_all_nobody_is_there) {
  const auto points = curve_of(contribution(true, std::vector<DatedHeads>{{day(3), 4}, {day(8), -1}}));
  BOOST_TEST((at(points, day(2)) == CurvePoint{.day = day(2)}));
  BOOST_TEST((at(points, day(3)) == points[0]));
  BOOST_TEST((at(points, day(7)) == CurvePoint{.day = day(7), .net = 4, .companies = 1}));
  BOOST_TEST(at(points, day(30)).net == 3);
  BOOST_TEST(at({}, day(30)).net == 0);
  BOOST_TEST(lead_days(day(30), day(3)) == 27);
  BOOST_TEST(lead_days(day(3), day(30)) == -27);
}

BOOST_AUTO_TEST_SUITE_END()
