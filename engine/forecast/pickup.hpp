// Purpose: forecasts what an event comes to from what is booked for it, by what earlier events of its series picked up from the same
// lead on: sloped pickup, in several variants that share the say by how well each has done.
// Model: came = booked(h) + pickup. Each variant expects the pickup from those of the events that are over, by weighted least squares
//   with shrinkage (regression.hpp) on
//     booked       on the books h days before: a slope of -1 would be a fixed total, 0 plain additive pickup
//     recent       picked up since the lead before h, and earlier: between the two leads before
//     chained      mean pickup of the latest events between one lead and the next, summed: knows of events that are not over
//     neighbours   booked minus the mean of the events of the days before, at the same lead
//   An event weighs half of one that is half_life_events later or half_life_years younger. Expected pickups stay within those that were
//   seen. The variants are averaged, weight (1 / mean absolute error)^weight_power over the latest forecasts that came true.
// Cold start: of an event before which fewer than least_events of its series are over, the pickup is the mean of theirs and of what all
//   series picked up, taken as one further event; where no series knows anything it is none.
// Sources: additive pickup and its combination: L. R. Weatherford, S. E. Kimes, A comparison of forecasting methods for hotel revenue
//   management, International Journal of Forecasting 19 (2003); averaging by inverse error: J. M. Bates, C. W. J. Granger, The
//   combination of forecasts, Operational Research Quarterly 20 (1969).
// As of: each forecast uses only what was known h days before its event (booking_curve.hpp).
// Units: counts. Errors: none. Thread-safety: const functions from any thread. Cost: one pass over the pairs of events.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/booking_curve.hpp"

namespace tagwerk::forecast {

inline constexpr int standard_leads[] = {180, 120, 90, 67, 60, 45, 37, 30, 21, 14, 10, 7, 5, 3, 1, 0};
inline constexpr double half_life_events = 180;
inline constexpr double half_life_years = 8;
inline constexpr double slope_shrinkage = 10;
inline constexpr std::size_t chained_events = 14;
inline constexpr int neighbour_days = 3;
inline constexpr double weight_power = 12;
inline constexpr std::size_t judged_forecasts = 60;
inline constexpr double judged_before = 5;  // forecasts of equal error, taken as seen before the first
inline constexpr std::size_t least_events = 3;
inline constexpr std::size_t max_learnt_events = 1000;

struct PickupForecast {
  double point = 0;
  std::size_t events = 0;  // of its series, that were over
  bool is_pooled = false;  // other series had a say
};

/// Of every event of every series, `horizon_days` before it. Series without curves have none.
[[nodiscard]] std::vector<std::vector<PickupForecast>> pickup_forecasts(std::span<const Series> all, int horizon_days);

}  // namespace tagwerk::forecast
