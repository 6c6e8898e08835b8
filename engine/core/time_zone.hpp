// Purpose: IANA time zones; the only place where wall time and instants meet.
// Source of the rules: the system's tzdata through cctz (package libcctz-dev), which also follows a zone's rule beyond the years that
// its file lists (RFC 8536, section 3.3: the footer).
// Errors: unknown zones, and what leaves the range of a Date in the zone, are nullopt/false.
// Thread-safety: pure functions over an immutable database.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/time.hpp"

namespace tagwerk::core {

/// A name of the IANA database ("Europe/Berlin"), exact letter case.
[[nodiscard]] bool is_time_zone(std::string_view name);
/// The calendar date on the wall in that zone.
[[nodiscard]] std::optional<Date> local_date(Instant instant, std::string_view zone);
/// The instant at which that date begins there (the first one, where a change of clocks skips or repeats midnight).
[[nodiscard]] std::optional<Instant> start_of_day(Date date, std::string_view zone);
/// The instant at which the wall shows that (the first one, where it does so twice; the end of the gap, where it never does).
[[nodiscard]] std::optional<Instant> instant_at(Date date, TimeOfDay time, std::string_view zone);

/// How often the wall shows that: 0 where a change of clocks skips it, 2 where one repeats it, otherwise 1.
[[nodiscard]] std::optional<int> times_shown(Date date, TimeOfDay time, std::string_view zone);

struct WallTime {
  Date date;
  TimeOfDay time;  // whole minutes, rounded down
};
[[nodiscard]] std::optional<WallTime> wall_time(Instant instant, std::string_view zone);

}  // namespace tagwerk::core
