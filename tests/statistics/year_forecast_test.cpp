#include "engine/statistics/year_forecast.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using namespace tagwerk::statistics;
using forecast::Estimate;
using forecast::Method;

namespace {

Estimate estimate(double point, double off, Method method) {
  return {.point = point,
          .reach = {.half = {point - off / 2, point + off / 2}, .eighty = {point - off, point + 2 * off}},
          .method = method,
          .events = 3};
}

AttendanceYear year_of(int year, std::int64_t participants, bool complete = true) {
  return {.year = year,
          .complete = complete,
          .events = 1,
          .events_with_figures = 1,
          .figures = {.companies = {}, .company_visits = {}, .participants = participants, .vendors = {}},
          .growth = {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(year_forecast)

BOOST_AUTO_TEST_CASE(points_add_up_and_distances_as_squares) {
  const Estimate parts[] = {estimate(50, 3, Method::sloped_pickup), estimate(60, 4, Method::trend),
                            forecast::certain(100, Method::actual)};
  const auto sum = sum_of(parts);
  BOOST_TEST(sum.point == 210);
  BOOST_TEST(sum.reach.eighty.low == 205);
  BOOST_TEST(sum.reach.eighty.high == 220);
  BOOST_TEST(sum.reach.half.low == 207.5);
  BOOST_TEST(sum.events == 3U);
  BOOST_TEST((sum.method == Method::sloped_pickup));
}

BOOST_AUTO_TEST_CASE(what_is_over_in_all_parts_is_actual) {
  const Estimate parts[] = {forecast::certain(100, Method::actual), forecast::certain(0, Method::cancelled)};
  BOOST_TEST((sum_of(parts).method == Method::actual));
  BOOST_TEST(sum_of(parts).reach.eighty.high == 100);
}

BOOST_AUTO_TEST_CASE(a_year_without_events_is_the_trend_of_those_that_are_complete) {
  const AttendanceYear years[] = {year_of(2013, 100), year_of(2014, 110), year_of(2015, 121), year_of(2016, 7, false),
                                  year_of(2018, 900)};
  const auto next = trend_of(years, 2016);
  BOOST_TEST((next.method == Method::trend));
  BOOST_TEST(next.events == 3U);
  BOOST_TEST(next.point > 130);
  BOOST_TEST(next.point < 136);
  BOOST_TEST((trend_of(years, 2013).method == Method::none));
}

BOOST_AUTO_TEST_SUITE_END()
