// Purpose: the forecast of an event, whatever is known: from its bookings (pickup.hpp), from the editions before it (edition_trend.hpp),
// or from both, with intervals of 50 % and 80 %, and always with the name of its method.
// Both: of a series whose events are half a year and more apart, the trend has half of what is not booked yet of the say: at the
//   share 1/2 * max(0, 1 - booked / trend); all of it where nothing is booked and nothing was booked so early for any edition before,
//   or of none before it is known what was booked.
// Facts that bound a forecast are put in at the end (bounded_by): who is there, how many can be there, that it is over or cancelled.
// As of: uses what was known `horizon_days` before the event's day, of it and of all others; a horizon below 0 is 0.
// Units: counts. Errors: none. Thread-safety: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/forecast/booking_curve.hpp"
#include "engine/forecast/interval.hpp"

namespace tagwerk::forecast {

enum class Method : std::uint8_t {
  none,              // nothing is known: no bookings, no edition before, no other series
  other_series,      // only what events of other series come to
  on_the_books,      // what is booked: nobody knows yet what is added
  pooled_pickup,     // and what events of other series add
  pickup,            // and what one or two editions added
  sloped_pickup,     // and what earlier events added, by how much was booked for them
  trend,             // the edition before, grown as the series grows
  pickup_and_trend,  // the two together
  actual,            // it is over: what it came to
  cancelled,         // nobody comes
};
inline constexpr Method all_methods[] = {
    Method::none,          Method::other_series, Method::on_the_books,     Method::pooled_pickup, Method::pickup,
    Method::sloped_pickup, Method::trend,        Method::pickup_and_trend, Method::actual,        Method::cancelled};
[[nodiscard]] std::string_view to_text(Method method) noexcept;

struct Estimate {
  double point = 0;
  Intervals reach;
  Method method = Method::none;
  std::size_t events = 0;  // of its series, that it was learnt from
};

/// Of every event of every series; an event of a series without curves by trend alone.
[[nodiscard]] std::vector<std::vector<Estimate>> estimates(std::span<const Series> all, int horizon_days);

/// What holds whatever was forecast.
struct Bounds {
  std::int64_t at_least = 0;            // who has been let in already
  std::optional<std::int64_t> at_most;  // places there are
};
[[nodiscard]] Estimate bounded_by(Estimate estimate, const Bounds& bounds) noexcept;

/// It is over, or cancelled: no interval is left.
[[nodiscard]] Estimate certain(double point, Method method) noexcept;

}  // namespace tagwerk::forecast
