#include "engine/core/time.hpp"

#include <chrono>

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

// The last `count` digits of it.
void put(std::string& text, int number, int count) {
  int scale = 1;
  for (int i = 1; i < count; ++i) scale *= 10;
  for (; scale > 0; scale /= 10) text.push_back(static_cast<char>('0' + number / scale % 10));
}

void put(std::string& text, Date date) {
  const auto ymd = date.year_month_day();
  put(text, ymd.year, 4);
  text.push_back('-');
  put(text, ymd.month, 2);
  text.push_back('-');
  put(text, ymd.day, 2);
}

std::string format(Instant instant, char separator, bool always_fraction, std::string_view suffix) {
  constexpr std::size_t longest = sizeof "0000-00-00T00:00:00.000000Z";
  const auto micros_of_day = instant.time_of_day().total_microseconds();
  const auto seconds = static_cast<int>(micros_of_day / 1000000);
  const auto micros = static_cast<int>(micros_of_day % 1000000);
  std::string text;
  text.reserve(longest);
  put(text, instant.date());
  text.push_back(separator);
  put(text, seconds / 3600, 2);
  text.push_back(':');
  put(text, seconds / 60 % 60, 2);
  text.push_back(':');
  put(text, seconds % 60, 2);
  if (always_fraction || micros % 1000 != 0) {
    text.push_back('.');
    put(text, micros, 6);
  } else if (micros != 0) {
    text.push_back('.');
    put(text, micros / 1000, 3);
  }
  return text.append(suffix);
}

}  // namespace

std::int64_t unix_microseconds(Instant instant) { return (instant - epoch()).total_microseconds(); }

Instant from_unix_microseconds(std::int64_t microseconds) { return epoch() + pt::microseconds(microseconds); }

std::string to_rfc3339(Instant instant) { return format(instant, 'T', false, "Z"); }

std::string to_sql(Instant instant) { return format(instant, ' ', true, ""); }

std::string to_text(Date date) {
  std::string text;
  put(text, date);
  return text;
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

std::string to_text(TimeOfDay time) {
  std::string text;
  put(text, time.minutes / 60, 2);
  text.push_back(':');
  put(text, time.minutes % 60, 2);
  return text;
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
  const auto hours = digits(text, 0, 2);
  const auto minutes = digits(text, 3, 2);
  if (text.size() != 5 || text[2] != ':' || !hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return TimeOfDay{*hours * 60 + *minutes};
}

Instant SystemClock::now() const {
  using namespace std::chrono;
  return from_unix_microseconds(duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
}

}  // namespace tagwerk::core
