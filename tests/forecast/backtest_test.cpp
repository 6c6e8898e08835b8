#include "engine/forecast/backtest.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <random>

#include "tests/forecast/world.hpp"

using namespace tagwerk::forecast;
using boost::test_tools::tolerance;

namespace {

constexpr int week[] = {7};

double simple(const TestedForecast& forecast, SimpleMethod method) {
  return forecast.simple[static_cast<std::size_t>(method)];
}

Series four_events() {
  Series series{.key = "s", .events = {}};
  const double booked[] = {10, 20, 30, 40};
  const double came[] = {20, 40, 50, 70};
  for (int i = 0; i < 4; ++i)
    series.events.push_back({.day = 100 + 10 * i, .curve = BookingCurve({{7, booked[i]}}), .came = came[i]});
  return series;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rolling_origin)

BOOST_AUTO_TEST_CASE(simple_methods_say_what_a_pencil_says) {
  const std::vector<Series> all{four_events()};
  const auto result = backtest(all, week, {}, {});
  BOOST_TEST(result.forecasts.size() == 4U);
  const auto& first = result.forecasts.front();
  for (const auto method : all_simple_methods) BOOST_TEST(simple(first, method) == 10);
  BOOST_TEST(!first.additive_interval.has_value());
  const auto& last = result.forecasts.back();
  BOOST_TEST(simple(last, SimpleMethod::last_total) == 50);
  BOOST_TEST(simple(last, SimpleMethod::additive) == 40 + (10 + 20 + 20) / 3.0, tolerance(1e-12));
  BOOST_TEST(simple(last, SimpleMethod::multiplicative) == 40 * 110 / 60.0, tolerance(1e-12));
  // 20, 40, 50 at -30, -20, -10: a mean of 36 2/3, 15 more every ten days.
  BOOST_TEST(simple(last, SimpleMethod::linear_trend) == 110 / 3.0 + 30, tolerance(1e-12));
  BOOST_TEST(last.additive_interval.has_value());
}

BOOST_AUTO_TEST_CASE(an_event_that_is_not_over_so_early_says_nothing) {
  auto series = four_events();
  series.events[2].day = series.events[3].day - 6;
  const std::vector<Series> all{series};
  BOOST_TEST(simple(backtest(all, week, {}, {}).forecasts.back(), SimpleMethod::last_total) == 40);
}

BOOST_AUTO_TEST_CASE(measures_are_those_of_the_header) {
  const std::vector<Series> all{four_events()};
  const auto result = backtest(all, week, 120, 130);
  BOOST_TEST(result.forecasts.size() == 2U);
  const auto& summary = result.horizons.at(0);
  BOOST_TEST(summary.all.events == 2U);
  double off = 0;
  double width = 0;
  double score = 0;
  double relative = 0;
  double bias = 0;
  for (const auto& one : result.forecasts) {
    const auto& [low, high] = one.estimate.reach.eighty;
    off += std::abs(one.came - one.estimate.point);
    relative += std::abs(one.came - one.estimate.point) / one.came;
    bias += one.estimate.point - one.came;
    width += high - low;
    score += high - low + (one.came < low ? 10 * (low - one.came) : 0) + (one.came > high ? 10 * (one.came - high) : 0);
  }
  BOOST_TEST(summary.all.wape == off / 120, tolerance(1e-12));
  BOOST_TEST(summary.all.mape == relative / 2, tolerance(1e-12));
  BOOST_TEST(summary.all.bias == bias / 120, tolerance(1e-12));
  BOOST_TEST(summary.width == width / 120, tolerance(1e-12));
  BOOST_TEST(summary.interval_score == score / 120, tolerance(1e-12));
  // 50 against 50, 70 against 40.
  BOOST_TEST(summary.simple[static_cast<std::size_t>(SimpleMethod::last_total)].wape == (10 + 20) / 120.0,
             tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(no_event_in_the_span_is_no_division_by_zero) {
  const std::vector<Series> all{four_events()};
  const auto result = backtest(all, week, 500, {});
  BOOST_TEST(result.forecasts.empty());
  BOOST_TEST(result.horizons.at(0).all.events == 0U);
  BOOST_TEST(result.horizons.at(0).interval_score == 0);
}

// Bookings that revert to a fixed size, as of a place that becomes full: what plain pickup cannot see.
BOOST_AUTO_TEST_CASE(is_no_worse_than_the_plain_method_at_any_horizon) {
  std::mt19937 random(11);
  std::normal_distribution<double> noise;
  std::vector<Series> all{{.key = "a", .events = {}}, {.key = "b", .events = {}}};
  for (int i = 0; i < 300; ++i) {
    for (auto& series : all) {
      const double came = 100 + 15 * noise(random);
      std::vector<BookedPoint> points;
      for (const int lead : grid)
        points.push_back({lead, std::max(0.0, came * std::exp(-lead / 50.0) + (3 + lead / 8.0) * noise(random))});
      series.events.push_back({.day = i, .curve = BookingCurve(std::move(points)), .came = came});
    }
  }
  constexpr int horizons[] = {60, 30, 14, 7};
  for (const auto& summary : backtest(all, horizons, 150, {}).horizons) {
    const auto& plain = summary.simple[static_cast<std::size_t>(SimpleMethod::additive)];
    BOOST_TEST_INFO(summary.horizon_days);
    BOOST_TEST(summary.all.wape < plain.wape);
    BOOST_TEST(summary.interval_score < summary.additive_interval_score.value());
    BOOST_TEST(std::abs(summary.coverage80 - 0.8) < 0.06);
  }
}

BOOST_AUTO_TEST_SUITE_END()
