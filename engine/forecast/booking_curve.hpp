// Purpose: what was booked for an event how many days before it, what it came to, and the events of a series in the order of their days.
// Units: booked and came are counts of one unit (heads, companies), never mixed; days are day numbers, leads whole days before the event.
// As of: a day t knows of an event what was booked at leads >= day - t, and what it came to when day <= t. Events are in the order of
//   their days, so what t knows is a prefix of them: count_until(). Nothing in this room looks behind that prefix.
// Errors: none. Thread-safety: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tagwerk::forecast {

using Day = std::int32_t;  // Boost's day_number()

/// From this many days before the event, until the next point.
struct BookedPoint {
  int lead_days = 0;
  double booked = 0;  // booked by then and not cancelled by then: falls as well as rises
};

class BookingCurve {
 public:
  BookingCurve() = default;
  /// In any order; of two of one lead the later one counts.
  explicit BookingCurve(std::vector<BookedPoint> points);

  /// The last that was known that many days before: at the smallest recorded lead that is not smaller; 0 before the first.
  [[nodiscard]] double at(int lead_days) const noexcept;
  [[nodiscard]] bool empty() const noexcept { return points_.empty(); }

 private:
  std::vector<BookedPoint> points_;  // leads falling
};

struct CurveEvent {
  Day day = 0;
  BookingCurve curve;  // empty: only what it came to is known
  double came = 0;     // of an event that is not over: anything, nobody looks at it
};

/// Its events in the order of their days.
struct Series {
  std::string key;
  std::vector<CurveEvent> events;

  /// How many events have a day <= that one.
  [[nodiscard]] std::size_t count_until(Day day) const noexcept;
  /// How many are over for a forecast of event `index` made `horizon_days` before it; itself is not.
  [[nodiscard]] std::size_t known_for(std::size_t index, int horizon_days) const noexcept;
};

}  // namespace tagwerk::forecast
