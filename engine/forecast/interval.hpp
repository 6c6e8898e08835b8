// Purpose: how far a forecast may be off: intervals from how far earlier forecasts of the same series and horizon were off.
// Method: conformal. Errors are differences of size^error_power, so that they are alike for small and large events; of the latest
//   max_errors, the later ones weighing more, both quantiles are taken, and averaged with the quantile of the absolute errors, which is
//   steadier. Adaptive: the share left out is corrected by what the series' earlier intervals left out.
//   Where fewer than enough_errors forecasts came true, the rest is what is assumed: by how much those of the other series were off,
//   relative to their size, else a fixed share.
// Sources: V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World (2005), split conformal prediction; I. Gibbs,
//   E. Candès, Adaptive conformal inference under distribution shift, NeurIPS 2021.
// As of: an interval made h days before its event uses errors of events that were over by then only.
// Units: counts; shares from 0 to 1. Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/booking_curve.hpp"

namespace tagwerk::forecast {

inline constexpr double error_power = 0.75;
inline constexpr std::size_t max_errors = 120;
inline constexpr double error_half_life = 60;  // forecasts
inline constexpr double correction = 0.3;
inline constexpr std::size_t enough_errors = 10;
/// Assumed where nothing is known: half the interval of 80 % per head that is still to come, and per head that is booked.
inline constexpr double assumed_to_come = 0.5;
inline constexpr double assumed_booked = 0.15;

struct Interval {
  double low = 0;
  double high = 0;
  [[nodiscard]] bool contains(double value) const noexcept { return low <= value && value <= high; }
};

struct Intervals {
  Interval half;    // 50 %
  Interval eighty;  // 80 %
};

/// The forecasts of one series at one horizon, event by event, with what they came to.
struct ForecastTrack {
  const Series* series = nullptr;
  std::vector<double> points;
  std::size_t first_learnt =
      0;  // those before it were made with hardly an event known: their errors say nothing of the others'
  int horizon_days = 0;
};

/// The intervals of all forecasts of all tracks.
[[nodiscard]] std::vector<std::vector<Intervals>> intervals(std::span<const ForecastTrack> tracks);

}  // namespace tagwerk::forecast
