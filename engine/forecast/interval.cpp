#include "engine/forecast/interval.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/forecast/weighted.hpp"

namespace tagwerk::forecast {
namespace {

double to_scale(double value) { return std::pow(std::max(value, 0.0), error_power); }
double from_scale(double value) { return std::pow(std::max(value, 0.0), 1 / error_power); }

struct Errors {
  std::vector<Weighted> with_sign;  // ascending
  std::vector<Weighted> absolute;   // ascending
};

// Of the forecasts of a track that were learnt and came true, the latest.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};
Range latest(const ForecastTrack& track, std::size_t known) {
  const auto begin = std::max(track.first_learnt, known - std::min(known, max_errors));
  return {std::min(begin, known), known};
}

double weight_of(std::size_t index, const Range& range) {
  return std::exp2(-static_cast<double>(range.end - 1 - index) / error_half_life);
}

Errors errors_in(const Range& range, const std::vector<double>& errors) {
  Errors result;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const double weight = weight_of(i, range);
    result.with_sign.push_back({errors[i], weight});
    result.absolute.push_back({std::abs(errors[i]), weight});
  }
  result.with_sign = ascending(std::move(result.with_sign));
  result.absolute = ascending(std::move(result.absolute));
  return result;
}

Interval seen_interval(const Errors& errors, double point, double left_out) {
  // Of n errors the next one lies beyond the largest with probability 1 / (n + 1).
  const auto count = static_cast<double>(errors.absolute.size());
  const double absolute = quantile(errors.absolute, std::min(1.0, (1 - left_out) * (count + 1) / count));
  const double low = (quantile(errors.with_sign, left_out / 2) - absolute) / 2;
  const double high = (quantile(errors.with_sign, 1 - left_out / 2) + absolute) / 2;
  // The point is the best guess: it is not outside, whatever the past was off by.
  return {std::min(point, from_scale(to_scale(point) + low)), std::max(point, from_scale(to_scale(point) + high))};
}

// One level of coverage over all tracks.
class Level {
 public:
  Level(std::span<const ForecastTrack> tracks, double left_out) : tracks_(tracks), left_out_(left_out) {
    errors_.reserve(tracks.size());
    for (const auto& track : tracks) {
      auto& errors = errors_.emplace_back();
      errors.reserve(track.points.size());
      for (std::size_t i = 0; i < track.points.size(); ++i)
        errors.push_back(to_scale(track.series->events[i].came) - to_scale(track.points[i]));
    }
  }

  [[nodiscard]] std::vector<Interval> of_track(std::size_t t) const {
    const auto& track = tracks_[t];
    std::vector<Interval> all;
    all.reserve(track.points.size());
    std::vector<bool> held;
    held.reserve(track.points.size());
    for (std::size_t i = 0; i < track.points.size(); ++i) {
      const auto known = track.series->known_for(i, track.horizon_days);
      const auto range = latest(track, known);
      all.push_back(one(t, i, range, corrected(held, range)));
      held.push_back(all.back().contains(track.series->events[i].came));
    }
    return all;
  }

 private:
  // What is left out next, after what was left out before.
  [[nodiscard]] double corrected(const std::vector<bool>& held, const Range& range) const {
    if (range.size() < enough_errors) return left_out_;
    double all = 0;
    double inside = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      all += weight_of(i, range);
      if (held[i]) inside += weight_of(i, range);
    }
    return std::clamp(left_out_ + correction * (inside / all - (1 - left_out_)), left_out_ / 10, (1 + left_out_) / 2);
  }

  [[nodiscard]] Interval one(std::size_t t, std::size_t i, const Range& range, double left_out) const {
    const double point = tracks_[t].points[i];
    if (range.size() >= enough_errors) return seen_interval(errors_in(range, errors_[t]), point, left_out);
    const double reach = assumed_reach(t, i);
    const Interval assumed{std::max(0.0, point - reach), point + reach};
    // From four errors on the largest of them is beyond four of five.
    constexpr std::size_t least = 4;
    if (range.size() < least) return assumed;
    const auto seen = seen_interval(errors_in(range, errors_[t]), point, left_out);
    const double share = static_cast<double>(range.size()) / static_cast<double>(enough_errors);
    return {share * seen.low + (1 - share) * assumed.low, share * seen.high + (1 - share) * assumed.high};
  }

  [[nodiscard]] double assumed_reach(std::size_t t, std::size_t i) const {
    const auto& track = tracks_[t];
    const auto& event = track.series->events[i];
    const double point = track.points[i];
    if (const auto relative = relative_error_elsewhere(t, event.day - track.horizon_days)) return *relative * point;
    const double now = std::min(event.curve.at(track.horizon_days), point);
    const double of_eighty = assumed_booked * now + assumed_to_come * (point - now);
    return left_out_ > 0.3 ? half_of_eighty * of_eighty : of_eighty;
  }

  // Of the other series, the latest.
  [[nodiscard]] std::optional<double> relative_error_elsewhere(std::size_t without, Day day) const {
    std::vector<Weighted> relative;
    for (std::size_t t = 0; t < tracks_.size(); ++t) {
      if (t == without) continue;
      const auto& track = tracks_[t];
      const auto known = track.series->count_until(day);
      for (std::size_t i = known - std::min(known, max_errors); i < known; ++i) {
        const double came = track.series->events[i].came;
        relative.push_back({std::abs(came - track.points[i]) / std::max(1.0, track.points[i]), 1});
      }
    }
    if (relative.size() < enough_errors) return std::nullopt;
    return quantile(ascending(std::move(relative)), 1 - left_out_);
  }

  std::span<const ForecastTrack> tracks_;
  double left_out_;
  std::vector<std::vector<double>> errors_;
};

}  // namespace

std::vector<std::vector<Intervals>> intervals(std::span<const ForecastTrack> tracks) {
  const Level eighty(tracks, 0.2);
  const Level half(tracks, 0.5);
  std::vector<std::vector<Intervals>> result;
  result.reserve(tracks.size());
  for (std::size_t t = 0; t < tracks.size(); ++t) {
    const auto wide = eighty.of_track(t);
    const auto narrow = half.of_track(t);
    auto& all = result.emplace_back();
    all.reserve(wide.size());
    for (std::size_t i = 0; i < wide.size(); ++i) {
      // Each level is corrected by itself; the narrow one stays inside all the same.
      all.push_back(
          {.half = {std::max(narrow[i].low, wide[i].low), std::min(narrow[i].high, wide[i].high)}, .eighty = wide[i]});
    }
  }
  return result;
}

}  // namespace tagwerk::forecast
