#include "engine/core/time.hpp"

#include <chrono>
#include <cstdio>

namespace tagwerk::core {
namespace {

namespace pt = boost::posix_time;

const Instant& epoch() {
  static const Instant value{Date{1970, 1, 1}};
  return value;
}

// Exactly `count` digits from `position`, or nullopt.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count) {
  if (position + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = position; i < position + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

struct WallTime {
  Duration time;
  std::size_t end;
};

// hh:mm:ss[.f{1,6}] from `position`.
std::optional<WallTime> parse_wall_time(std::string_view text, std::size_t position) {
  const auto hour = digits(text, position, 2);
  const auto minute = digits(text, position + 3, 2);
  const auto second = digits(text, position + 6, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  if (text[position + 2] != ':' || text[position + 5] != ':') return std::nullopt;
  std::size_t end = position + 8;
  int microseconds = 0;
  if (end < text.size() && text[end] == '.') {
    int scale = 100000;
    ++end;
    const std::size_t first = end;
    for (; end < text.size() && text[end] >= '0' && text[end] <= '9'; ++end) {
      if (end - first >= 6) return std::nullopt;
      microseconds += (text[end] - '0') * scale;
      scale /= 10;
    }
    if (end == first) return std::nullopt;
  }
  return WallTime{pt::hours(*hour) + pt::minutes(*minute) + pt::seconds(*second) + pt::microseconds(microseconds), end};
}

std::string format(Instant instant, char separator, bool always_fraction, const char* suffix) {
  const auto date = instant.date().year_month_day();
  const auto time = instant.time_of_day();
  const auto micros = static_cast<int>(time.total_microseconds() % 1000000);
  char buffer[64];
  int length =
      std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d%c%02d:%02d:%02d", static_cast<int>(date.year),
                    static_cast<int>(date.month), static_cast<int>(date.day), separator, static_cast<int>(time.hours()),
                    static_cast<int>(time.minutes()), static_cast<int>(time.seconds()));
  std::string text(buffer, static_cast<std::size_t>(length));
  if (always_fraction || micros % 1000 != 0) {
    length = std::snprintf(buffer, sizeof buffer, ".%06d", micros);
    text.append(buffer, static_cast<std::size_t>(length));
  } else if (micros != 0) {
    length = std::snprintf(buffer, sizeof buffer, ".%03d", micros / 1000);
    text.append(buffer, static_cast<std::size_t>(length));
  }
  return text + suffix;
}

}  // namespace

std::int64_t unix_microseconds(Instant instant) { return (instant - epoch()).total_microseconds(); }

Instant from_unix_microseconds(std::int64_t microseconds) { return epoch() + pt::microseconds(microseconds); }

std::string to_rfc3339(Instant instant) { return format(instant, 'T', false, "Z"); }

std::string to_sql(Instant instant) { return format(instant, ' ', true, ""); }

std::string to_text(Date date) {
  const auto ymd = date.year_month_day();
  char buffer[32];
  const int length = std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", static_cast<int>(ymd.year),
                                   static_cast<int>(ymd.month), static_cast<int>(ymd.day));
  return {buffer, static_cast<std::size_t>(length)};
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || *year < 1400 || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
  using Calendar = boost::gregorian::gregorian_calendar;
  if (*day > Calendar::end_of_month_day(static_cast<unsigned short>(*year), static_cast<unsigned short>(*month))) {
    return std::nullopt;
  }
  return Date(static_cast<unsigned short>(*year), static_cast<unsigned short>(*month),
              static_cast<unsigned short>(*day));
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  if (text.size() < 20) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  if (!date || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const auto wall = parse_wall_time(text, 11);
  if (!wall) return std::nullopt;
  const auto zone = text.substr(wall->end);
  Instant instant(*date, wall->time);
  if (zone == "Z" || zone == "z") return instant;
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const auto hours = digits(zone, 1, 2);
  const auto minutes = digits(zone, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const Duration offset = pt::hours(*hours) + pt::minutes(*minutes);
  // The two ends of the calendar: what leaves the range of a date is no instant of ours.
  if (date->year() <= 1400 || date->year() >= 9999) return std::nullopt;
  return zone[0] == '+' ? instant - offset : instant + offset;
}

std::optional<Instant> parse_sql_instant(std::string_view text) {
  if (text.size() < 19 || text[10] != ' ') return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto wall = parse_wall_time(text, 11);
  if (!date || !wall || wall->end != text.size()) return std::nullopt;
  return Instant(*date, wall->time);
}

Instant SystemClock::now() const {
  using namespace std::chrono;
  return from_unix_microseconds(duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
}

}  // namespace tagwerk::core
