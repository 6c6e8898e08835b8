#include "engine/forecast/edition_trend.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/forecast/weighted.hpp"

namespace tagwerk::forecast {
namespace {

struct Dated {
  Day day = 0;  // from which it is known
  double value = 0;
};

struct Growth : Dated {
  Day gap_days = 0;
};

// How a series grew from edition to edition.
std::vector<Growth> growths_of(const Series& series) {
  std::vector<Growth> growths;
  for (std::size_t i = 1; i < series.events.size(); ++i) {
    const auto& before = series.events[i - 1];
    const auto& now = series.events[i];
    if (now.day == before.day) continue;
    growths.push_back({{now.day, std::log1p(now.came) - std::log1p(before.came)}, now.day - before.day});
  }
  return growths;
}

class Trends {
 public:
  Trends(std::span<const Series> all, int horizon_days) : all_(all), horizon_days_(horizon_days), errors_(all.size()) {
    for (const auto& series : all) {
      growths_.push_back(growths_of(series));
      for (const auto& growth : growths_.back()) {
        if (growth.gap_days <= max_gap_days) pool_.push_back(growth);
      }
    }
    std::ranges::stable_sort(pool_, {}, &Dated::day);
  }

  [[nodiscard]] std::optional<double> point(std::size_t s, std::size_t i) const {
    const auto& series = all_[s];
    const auto known = series.known_for(i, horizon_days_);
    if (known == 0) return std::nullopt;
    const auto today = day_of(s, i);
    double weight = prior_editions;
    double growth = prior_editions * pooled_growth(today);
    double next_weight = 1;
    const auto gap = std::min(series.events[i].day - series.events[known - 1].day, max_gap_days);
    const bool has_short = std::ranges::any_of(
        growths_[s], [today](const Growth& one) { return one.day <= today && one.gap_days <= max_gap_days; });
    for (auto at = growths_[s].rbegin(); at != growths_[s].rend(); ++at) {
      const bool is_long = at->gap_days > max_gap_days;
      if (at->day > today || (is_long && has_short)) continue;
      growth += next_weight * (is_long ? at->value * gap / at->gap_days : at->value);
      weight += next_weight;
      next_weight *= std::exp2(-1 / growth_half_life);
    }
    return std::max(0.0, std::expm1(std::log1p(series.events[known - 1].came) + growth / weight));
  }

  // How far off earlier trends were, by day.
  void judge(std::size_t s, std::size_t i, double point) {
    const auto& event = all_[s].events[i];
    errors_[s].push_back({event.day, std::log1p(event.came) - std::log1p(point)});
  }

  [[nodiscard]] Intervals reach(std::size_t s, std::size_t i, double point) const {
    const auto today = day_of(s, i);
    std::vector<Weighted> seen;
    for (std::size_t other = 0; other < errors_.size(); ++other) {
      for (const auto& error : errors_[other]) {
        if (error.day <= today) seen.push_back({std::abs(error.value), other == s ? own_weight : 1});
      }
    }
    seen = ascending(std::move(seen));
    const auto around = [&](double share, double assumed) -> Interval {
      const double off = seen.size() < enough_trend_errors ? assumed : quantile(seen, share);
      return {std::max(0.0, std::expm1(std::log1p(point) - off)), std::expm1(std::log1p(point) + off)};
    };
    return {.half = around(0.5, half_of_eighty * assumed_trend_error), .eighty = around(0.8, assumed_trend_error)};
  }

 private:
  // Until when something must be known to count: not even on its own day does an event know what it comes to.
  [[nodiscard]] Day day_of(std::size_t s, std::size_t i) const {
    return all_[s].events[i].day - std::max(horizon_days_, 1);
  }

  [[nodiscard]] double pooled_growth(Day today) const {
    std::vector<Weighted> growths;
    const auto end = std::ranges::partition_point(pool_, [today](const Dated& growth) { return growth.day <= today; });
    const auto count = std::min<std::ptrdiff_t>(end - pool_.begin(), max_pooled_growths);
    growths.reserve(static_cast<std::size_t>(count));
    for (auto at = end - count; at != end; ++at)
      growths.push_back({at->value, std::exp2(-(today - at->day) / (days_of_a_year * pool_half_life_years))});
    return growths.empty() ? 0 : quantile(ascending(std::move(growths)), 0.5);
  }

  static constexpr std::ptrdiff_t max_pooled_growths = 1000;  // the latest
  std::span<const Series> all_;
  int horizon_days_;
  std::vector<std::vector<Growth>> growths_;  // of each series
  std::vector<Dated> pool_;                   // of all of them, by day
  std::vector<std::vector<Dated>> errors_;
};

}  // namespace

std::vector<std::vector<std::optional<TrendForecast>>> trend_forecasts(std::span<const Series> all, int horizon_days) {
  Trends trends(all, horizon_days);
  std::vector<std::vector<std::optional<TrendForecast>>> result(all.size());
  for (std::size_t s = 0; s < all.size(); ++s) {
    result[s].resize(all[s].events.size());
    for (std::size_t i = 0; i < all[s].events.size(); ++i) {
      const auto point = trends.point(s, i);
      if (!point) continue;
      result[s][i] = TrendForecast{.point = *point, .reach = {}, .editions = all[s].known_for(i, horizon_days)};
      trends.judge(s, i, *point);
    }
  }
  for (std::size_t s = 0; s < all.size(); ++s) {
    for (std::size_t i = 0; i < all[s].events.size(); ++i) {
      if (result[s][i]) result[s][i]->reach = trends.reach(s, i, result[s][i]->point);
    }
  }
  return result;
}

}  // namespace tagwerk::forecast
