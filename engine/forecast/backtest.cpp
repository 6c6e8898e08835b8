#include "engine/forecast/backtest.hpp"

#include <algorithm>
#include <cmath>

namespace tagwerk::forecast {
namespace {

using BySimpleMethod = std::array<double, std::size(all_simple_methods)>;

std::size_t position_of(SimpleMethod method) { return static_cast<std::size_t>(method); }

// The straight line through the totals, where it is on that day.
double line_at(std::span<const CurveEvent> past, Day day) {
  double mean_day = 0;
  double mean_came = 0;
  for (const auto& event : past) {
    mean_day += event.day - day;
    mean_came += event.came;
  }
  const auto count = static_cast<double>(past.size());
  mean_day /= count;
  mean_came /= count;
  double product = 0;
  double square = 0;
  for (const auto& event : past) {
    const double off = event.day - day - mean_day;
    product += off * (event.came - mean_came);
    square += off * off;
  }
  return square > 0 ? mean_came - product / square * mean_day : mean_came;
}

BySimpleMethod simple_forecasts(const Series& series, std::size_t index, int horizon_days) {
  const auto& event = series.events[index];
  const double now = event.curve.at(horizon_days);
  const auto known = series.known_for(index, horizon_days);
  BySimpleMethod result{};
  result.fill(now);
  if (known == 0) return result;
  const auto past =
      std::span(series.events).subspan(known - std::min(known, simple_events), std::min(known, simple_events));
  double came = 0;
  double booked = 0;
  for (const auto& one : past) {
    came += one.came;
    booked += one.curve.at(horizon_days);
  }
  const auto count = static_cast<double>(past.size());
  const double last = past.back().came;
  result[position_of(SimpleMethod::last_total)] = last;
  // Of editions without curves the last difference is what is added, and the last ratio what is multiplied by.
  double additive = now + (came - booked) / count;
  double multiplicative = booked > 0 ? now * came / booked : came / count;
  if (event.curve.empty() && past.size() > 1) {
    const double before = past[past.size() - 2].came;
    additive = last + (last - before);
    multiplicative = before > 0 ? last * last / before : last;
  } else if (event.curve.empty()) {
    additive = multiplicative = last;
  }
  result[position_of(SimpleMethod::additive)] = std::max(0.0, additive);
  result[position_of(SimpleMethod::multiplicative)] = multiplicative;
  result[position_of(SimpleMethod::linear_trend)] = past.size() < 3 ? last : std::max(0.0, line_at(past, event.day));
  return result;
}

// Between neighbours of the sorted values, as most do it.
double quantile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  const double at = share * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const auto high = std::min(low + 1, values.size() - 1);
  return values[low] + (at - static_cast<double>(low)) * (values[high] - values[low]);
}

// Of the plain method, from its last residuals.
std::optional<Interval> simple_interval(const Series& series, std::size_t index, int horizon_days,
                                        const std::vector<BySimpleMethod>& forecasts) {
  const auto known = series.known_for(index, horizon_days);
  if (known == 0) return std::nullopt;
  const auto additive = position_of(SimpleMethod::additive);
  std::vector<double> residuals;
  for (std::size_t i = known - std::min(known, simple_residuals); i < known; ++i)
    residuals.push_back(series.events[i].came - forecasts[i][additive]);
  const double point = forecasts[index][additive];
  return Interval{std::max(0.0, point + quantile(residuals, 0.1)), std::max(0.0, point + quantile(residuals, 0.9))};
}

class Sum {
 public:
  void add(double came, double forecast) {
    ++measures_.events;
    came_ += came;
    measures_.wape += std::abs(came - forecast);
    measures_.bias += forecast - came;
    if (came <= 0) return;
    measures_.mape += std::abs(came - forecast) / came;
    ++with_somebody_;
  }
  [[nodiscard]] Measures measures() const {
    auto result = measures_;
    const double came = came_ > 0 ? came_ : 1;
    result.wape /= came;
    result.bias /= came;
    result.mape /= std::max(1.0, with_somebody_);
    return result;
  }

 private:
  Measures measures_;
  double came_ = 0;
  double with_somebody_ = 0;
};

double score_of(const Interval& interval, double came) {
  return interval.high - interval.low + 10 * std::max(0.0, interval.low - came) +
         10 * std::max(0.0, came - interval.high);
}

HorizonSummary summary_of(int horizon_days, std::span<const TestedForecast> forecasts) {
  HorizonSummary summary{
      .horizon_days = horizon_days, .all = {}, .simple = {}, .additive_coverage80 = {}, .additive_interval_score = {}};
  if (forecasts.empty()) return summary;
  Sum all;
  std::array<Sum, std::size(all_simple_methods)> simple;
  double came = 0;
  double simple_held = 0;
  double simple_score = 0;
  bool has_simple = true;
  for (const auto& one : forecasts) {
    const auto& reach = one.estimate.reach;
    came += one.came;
    all.add(one.came, one.estimate.point);
    for (std::size_t m = 0; m < simple.size(); ++m) simple[m].add(one.came, one.simple[m]);
    summary.coverage80 += reach.eighty.contains(one.came) ? 1 : 0;
    summary.coverage50 += reach.half.contains(one.came) ? 1 : 0;
    summary.width += reach.eighty.high - reach.eighty.low;
    summary.interval_score += score_of(reach.eighty, one.came);
    has_simple = has_simple && one.additive_interval;
    if (!one.additive_interval) continue;
    simple_held += one.additive_interval->contains(one.came) ? 1 : 0;
    simple_score += score_of(*one.additive_interval, one.came);
  }
  const auto count = static_cast<double>(forecasts.size());
  const double size = came > 0 ? came : 1;
  summary.all = all.measures();
  for (std::size_t m = 0; m < simple.size(); ++m) summary.simple[m] = simple[m].measures();
  summary.coverage80 /= count;
  summary.coverage50 /= count;
  summary.width /= size;
  summary.interval_score /= size;
  if (has_simple) {
    summary.additive_coverage80 = simple_held / count;
    summary.additive_interval_score = simple_score / size;
  }
  return summary;
}

}  // namespace

std::string_view to_text(SimpleMethod method) noexcept {
  switch (method) {
    case SimpleMethod::last_total:
      return "last_total";
    case SimpleMethod::additive:
      return "additive";
    case SimpleMethod::multiplicative:
      return "multiplicative";
    case SimpleMethod::linear_trend:
      break;
  }
  return "linear_trend";
}

Backtest backtest(std::span<const Series> all, std::span<const int> horizons_days, std::optional<Day> from,
                  std::optional<Day> to) {
  Backtest result;
  for (const int horizon : horizons_days) {
    const auto begin = result.forecasts.size();
    const auto forecasts = estimates(all, horizon);
    for (std::size_t s = 0; s < all.size(); ++s) {
      const auto& series = all[s];
      std::vector<BySimpleMethod> simple;
      simple.reserve(series.events.size());
      for (std::size_t i = 0; i < series.events.size(); ++i) {
        const auto& event = series.events[i];
        simple.push_back(simple_forecasts(series, i, horizon));
        if ((from && event.day < *from) || (to && event.day > *to)) continue;
        result.forecasts.push_back({.series = series.key,
                                    .day = event.day,
                                    .horizon_days = horizon,
                                    .estimate = forecasts[s][i],
                                    .came = event.came,
                                    .simple = simple.back(),
                                    .additive_interval = simple_interval(series, i, horizon, simple)});
      }
    }
    result.horizons.push_back(summary_of(horizon, std::span(result.forecasts).subspan(begin)));
  }
  return result;
}

}  // namespace tagwerk::forecast
