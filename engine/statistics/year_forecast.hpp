// Purpose: what attendance a year of a series will have: of its events that are over what they came to, of the others their forecasts;
// of a year without events the trend of the years before.
// Intervals of a sum: the distances of its parts from their points, added as squares, for events are taken to be off independently.
// Units: participants: visits, as in the attendance trend. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/forecast.hpp"
#include "engine/statistics/attendance.hpp"

namespace tagwerk::statistics {

struct YearForecast {
  int year = 0;
  bool complete = false;    // nothing is left to be forecast
  std::int64_t events = 0;  // of the year, not cancelled
  std::int64_t events_over = 0;
  bool of_other_series = false;                    // of one event at least it was learnt from them too
  std::optional<forecast::Estimate> participants;  // none: nothing is known of it
};

/// The sum of the events' estimates.
[[nodiscard]] forecast::Estimate sum_of(std::span<const forecast::Estimate> estimates);
/// From the years before it that are complete and have participants; Method::none where there is none.
[[nodiscard]] forecast::Estimate trend_of(std::span<const AttendanceYear> years, int year);

}  // namespace tagwerk::statistics
