#include "engine/forecast/forecast.hpp"

#include <algorithm>
#include <iterator>

#include "engine/forecast/edition_trend.hpp"
#include "engine/forecast/pickup.hpp"

namespace tagwerk::forecast {
namespace {

constexpr Day least_days_of_editions = 180;

bool has_curves(const Series& series) {
  return std::ranges::any_of(series.events, [](const CurveEvent& event) { return !event.curve.empty(); });
}

// Those events only of which bookings are known, unless they are all of them or none: of the others nothing was picked up.
Series with_curves(const Series& series) {
  if (!has_curves(series)) return series;
  Series booked{.key = series.key, .events = {}};
  std::ranges::copy_if(series.events, std::back_inserter(booked.events),
                       [](const CurveEvent& event) { return !event.curve.empty(); });
  return booked;
}

// Half of the gaps are as long as that.
bool has_editions(const Series& series) {
  std::vector<Day> gaps;
  for (std::size_t i = 1; i < series.events.size(); ++i)
    gaps.push_back(series.events[i].day - series.events[i - 1].day);
  if (gaps.empty()) return true;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  return *middle >= least_days_of_editions;
}

Method method_of(const PickupForecast& forecast) {
  if (forecast.events >= least_events) return Method::sloped_pickup;
  if (forecast.events > 0) return Method::pickup;
  return forecast.is_pooled ? Method::pooled_pickup : Method::on_the_books;
}

Interval mixed(const Interval& one, double center, const Interval& other, double other_center, double share,
               double at) {
  return {std::max(0.0, at + (1 - share) * (one.low - center) + share * (other.low - other_center)),
          at + (1 - share) * (one.high - center) + share * (other.high - other_center)};
}

Estimate mixed(const Estimate& pickup, const TrendForecast& trend, double share) {
  Estimate estimate = pickup;
  estimate.point = (1 - share) * pickup.point + share * trend.point;
  const auto mix = [&](const Interval& one, const Interval& other) {
    return mixed(one, pickup.point, other, trend.point, share, estimate.point);
  };
  estimate.reach = {.half = mix(pickup.reach.half, trend.reach.half),
                    .eighty = mix(pickup.reach.eighty, trend.reach.eighty)};
  estimate.method = share >= 1 ? Method::trend : share > 0 ? Method::pickup_and_trend : pickup.method;
  return estimate;
}

// How much say the trend has.
double share_of_trend(const Series& series, std::size_t index, int horizon_days, double trend) {
  const double now = series.events[index].curve.at(horizon_days);
  const auto known = series.known_for(index, horizon_days);
  // Nobody knows what is added to what is booked: the trend does, until it is exceeded.
  if (known == 0) return now < trend ? 1 : 0;
  bool any = now != 0;
  for (std::size_t i = 0; i < known && !any; ++i) any = series.events[i].curve.at(horizon_days) != 0;
  if (!any) return 1;
  return trend > 0 ? 0.5 * std::max(0.0, 1 - now / trend) : 0;
}

// Of an event of which nothing is known: what events of other series came to.
Estimate from_others(std::span<const Series> all, std::size_t s, Day today) {
  double sum = 0;
  double count = 0;
  for (std::size_t other = 0; other < all.size(); ++other) {
    if (other == s) continue;
    const auto known = all[other].count_until(today);
    for (std::size_t i = known - std::min<std::size_t>(known, max_errors); i < known; ++i) {
      sum += all[other].events[i].came;
      count += 1;
    }
  }
  if (count <= 0) return {};
  const double mean = sum / count;
  // Whatever series are: from hardly anybody to several times as many.
  return {.point = mean,
          .reach = {.half = {0.4 * mean, 1.6 * mean}, .eighty = {0.1 * mean, 3 * mean}},
          .method = Method::other_series,
          .events = 0};
}

using Trends = std::vector<std::vector<std::optional<TrendForecast>>>;

bool may_have_trend(const Series& series) { return !has_curves(series) || has_editions(series); }

// Of the events with curves only, one after the other.
std::vector<std::vector<Estimate>> pickups_of(std::span<const Series> booked, int horizon_days) {
  const auto pickups = pickup_forecasts(booked, horizon_days);
  std::vector<ForecastTrack> tracks;
  tracks.reserve(booked.size());
  for (std::size_t s = 0; s < booked.size(); ++s) {
    auto& track = tracks.emplace_back(
        ForecastTrack{.series = &booked[s], .points = {}, .first_learnt = 0, .horizon_days = horizon_days});
    track.points.reserve(pickups[s].size());
    for (const auto& forecast : pickups[s]) {
      track.points.push_back(forecast.point);
      if (forecast.events < least_events) track.first_learnt = track.points.size();
    }
  }
  const auto reaches = intervals(tracks);
  std::vector<std::vector<Estimate>> result(booked.size());
  for (std::size_t s = 0; s < booked.size(); ++s) {
    result[s].reserve(pickups[s].size());
    for (std::size_t i = 0; i < pickups[s].size(); ++i) {
      result[s].push_back({.point = pickups[s][i].point,
                           .reach = reaches[s][i],
                           .method = method_of(pickups[s][i]),
                           .events = pickups[s][i].events});
    }
  }
  return result;
}

Estimate of_trend(const TrendForecast& trend) {
  return {.point = trend.point, .reach = trend.reach, .method = Method::trend, .events = trend.editions};
}

}  // namespace

std::string_view to_text(Method method) noexcept {
  switch (method) {
    case Method::none:
      return "none";
    case Method::other_series:
      return "other_series";
    case Method::on_the_books:
      return "on_the_books";
    case Method::pooled_pickup:
      return "pooled_pickup";
    case Method::pickup:
      return "pickup";
    case Method::sloped_pickup:
      return "sloped_pickup";
    case Method::trend:
      return "trend";
    case Method::pickup_and_trend:
      return "pickup_and_trend";
    case Method::actual:
      return "actual";
    case Method::cancelled:
      return "cancelled";
  }
  return "none";
}

std::vector<std::vector<Estimate>> estimates(std::span<const Series> all, int horizon_days) {
  horizon_days = std::max(horizon_days, 0);
  std::vector<Series> booked;
  booked.reserve(all.size());
  for (const auto& series : all) booked.push_back(with_curves(series));
  const auto pickups = pickups_of(booked, horizon_days);
  const bool any_editions = std::ranges::any_of(all, [](const Series& series) { return may_have_trend(series); });
  const auto trends = any_editions ? trend_forecasts(all, horizon_days) : Trends(all.size());
  std::vector<std::vector<Estimate>> result(all.size());
  for (std::size_t s = 0; s < all.size(); ++s) {
    const auto& series = all[s];
    const bool has_trend = may_have_trend(series);
    result[s].reserve(series.events.size());
    auto pickup = pickups[s].begin();
    std::size_t at = 0;
    for (std::size_t i = 0; i < series.events.size(); ++i) {
      const auto trend = has_trend ? trends[s][i] : std::nullopt;
      if (series.events[i].curve.empty()) {
        result[s].push_back(trend ? of_trend(*trend) : from_others(all, s, series.events[i].day - horizon_days));
        continue;
      }
      result[s].push_back(trend ? mixed(*pickup, *trend, share_of_trend(booked[s], at, horizon_days, trend->point))
                                : *pickup);
      ++pickup;
      ++at;
    }
  }
  return result;
}

Estimate bounded_by(Estimate estimate, const Bounds& bounds) noexcept {
  const auto low = static_cast<double>(bounds.at_least);
  const auto clamp = [&](double value) {
    // Who is there is there, however few places there are.
    if (bounds.at_most) value = std::min(value, static_cast<double>(*bounds.at_most));
    return std::max(value, low);
  };
  estimate.point = clamp(estimate.point);
  for (auto* interval : {&estimate.reach.half, &estimate.reach.eighty}) {
    interval->low = clamp(interval->low);
    interval->high = clamp(interval->high);
  }
  return estimate;
}

Estimate certain(double point, Method method) noexcept {
  return {.point = point, .reach = {.half = {point, point}, .eighty = {point, point}}, .method = method, .events = 0};
}

}  // namespace tagwerk::forecast
