// Purpose: how good the forecasts would have been: every event is forecast anew, from what was known that many days before it, and
// compared with what it came to; and beside it, over the same events, what simple methods would have said.
// Measures, over the events of a horizon (y came, f forecast, l…u the interval of 80 %):
//   wape  sum |y - f| / sum y        mape  mean |y - f| / y where y > 0        bias  sum (f - y) / sum y
//   coverage80  share of events with l <= y <= u;  coverage50 likewise        width  mean (u - l) / mean y
//   interval_score  mean [(u - l) + 10 (l - y)+ + 10 (y - u)+] / mean y
//     (T. Gneiting, A. Raftery, Strictly proper scoring rules, JASA 102 (2007), section 6.2)
// Simple methods: last_total; additive and multiplicative pickup over the last simple_events of the series; linear_trend over their
//   totals. Where nothing is known they say what is booked. The interval of additive is made of the quantiles of its last
//   simple_residuals residuals, none before there are any.
// Units: counts; measures are fractions. Errors: none. Thread-safety: pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/forecast/booking_curve.hpp"
#include "engine/forecast/forecast.hpp"

namespace tagwerk::forecast {

inline constexpr std::size_t simple_events = 8;
inline constexpr std::size_t simple_residuals = 60;

enum class SimpleMethod : std::uint8_t { last_total, additive, multiplicative, linear_trend };
inline constexpr SimpleMethod all_simple_methods[] = {SimpleMethod::last_total, SimpleMethod::additive,
                                                      SimpleMethod::multiplicative, SimpleMethod::linear_trend};
[[nodiscard]] std::string_view to_text(SimpleMethod method) noexcept;

struct TestedForecast {
  std::string series;
  Day day = 0;
  int horizon_days = 0;
  Estimate estimate;
  double came = 0;
  std::array<double, std::size(all_simple_methods)> simple{};
  std::optional<Interval> additive_interval;
};

struct Measures {
  std::size_t events = 0;
  double wape = 0;
  double mape = 0;
  double bias = 0;
};

struct HorizonSummary {
  int horizon_days = 0;
  Measures all;
  double coverage80 = 0;
  double coverage50 = 0;
  double width = 0;
  double interval_score = 0;
  std::array<Measures, std::size(all_simple_methods)> simple;
  std::optional<double> additive_coverage80;  // none: there was none for some event
  std::optional<double> additive_interval_score;
};

struct Backtest {
  std::vector<TestedForecast> forecasts;  // by horizon as asked, then series, then day
  std::vector<HorizonSummary> horizons;   // without events: all of it 0
};

/// Events with days from…to, both included.
[[nodiscard]] Backtest backtest(std::span<const Series> all, std::span<const int> horizons_days,
                                std::optional<Day> from, std::optional<Day> to);

}  // namespace tagwerk::forecast
