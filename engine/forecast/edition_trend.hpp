// Purpose: what the next edition comes to when nothing is booked yet: the latest edition, grown as the series grows.
// Model: growth is the difference of log(1 + came) from one edition to the next. That of the series is the weighted mean over its
//   editions, an edition weighing half of the next one's growth_half_life later, together with prior_editions editions that grew like
//   all series do: by the median over all series, weighing half after pool_half_life_years. Editions more than max_gap_days apart say
//   nothing of growth (the pandemic), unless the series never has shorter gaps: then they grew evenly over the gap.
// Intervals: quantiles of how far off, in logarithms, the trend was for earlier editions of all series; those of the series itself
//   count own_weight times. Fewer than enough_trend_errors: assumed_trend_error.
// As of: what was known that many days before the edition. Sources: shrinkage as in G. Box, G. Tiao, Bayesian Inference in Statistical
//   Analysis (1973), section 7.2; for growth that is damped towards a common one E. S. Gardner, E. McKenzie, Management Science 31 (1985).
// Units: counts. Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/booking_curve.hpp"
#include "engine/forecast/interval.hpp"

namespace tagwerk::forecast {

inline constexpr int max_gap_days = 550;
inline constexpr double growth_half_life = 2;  // editions
inline constexpr double prior_editions = 3;
inline constexpr double pool_half_life_years = 5;
inline constexpr double own_weight = 3;
inline constexpr std::size_t enough_trend_errors = 8;
inline constexpr double assumed_trend_error = 0.35;  // of the interval of 80 %, as a logarithm

struct TrendForecast {
  double point = 0;
  Intervals reach;
  std::size_t editions = 0;  // of its series, that were over
};

/// Of every event of every series; nullopt where no edition of its series is over.
[[nodiscard]] std::vector<std::vector<std::optional<TrendForecast>>> trend_forecasts(std::span<const Series> all,
                                                                                     int horizon_days);

}  // namespace tagwerk::forecast
