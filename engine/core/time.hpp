// Purpose: instants (UTC, microseconds), calendar dates, and the clock that is read once per request.
// Shapes: instants as RFC 3339 UTC text ("2016-11-10T08:00:00Z"), DATETIME(6) in MySQL; dates as "2016-11-10".
// Range: years 1400…9999 (Boost.Date_Time); parse functions answer nullopt for anything else.
// Thread-safety: functions are pure; a Clock may be read from any thread.
#pragma once

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <boost/date_time/posix_time/posix_time_types.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tagwerk::core {

using Date = boost::gregorian::date;
using Instant = boost::posix_time::ptime;  // always UTC
using Duration = boost::posix_time::time_duration;

[[nodiscard]] std::int64_t unix_microseconds(Instant instant);
[[nodiscard]] Instant from_unix_microseconds(std::int64_t microseconds);

/// "2016-11-10T08:00:00Z", with as many fractional digits as needed (0, 3 or 6).
[[nodiscard]] std::string to_rfc3339(Instant instant);
/// RFC 3339 with `Z` or a numeric offset (converted to UTC); at most 6 fractional digits; real dates only; no leap second.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

/// "2016-11-10 08:00:00.000000", what DATETIME(6) takes and gives.
[[nodiscard]] std::string to_sql(Instant instant);
[[nodiscard]] std::optional<Instant> parse_sql_instant(std::string_view text);

/// "2016-11-10", RFC 3339 full-date.
[[nodiscard]] std::string to_text(Date date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// What a clock on the wall shows: minutes since midnight, 0…1439. As text "09:30".
struct TimeOfDay {
  int minutes = 0;
  auto operator<=>(const TimeOfDay&) const = default;
};
[[nodiscard]] std::string to_text(TimeOfDay time);
/// Exactly HH:MM, 00:00 to 23:59.
[[nodiscard]] std::optional<TimeOfDay> parse_time_of_day(std::string_view text);

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

/// For tests: stands still until it is moved.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

}  // namespace tagwerk::core
