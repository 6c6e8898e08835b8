#include "engine/core/time_zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace tagwerk::core {
namespace {

// Files that lie among the zones without being one: what this machine takes for local, and copies in other folders.
bool is_no_place(std::string_view name) {
  return name == "localtime" || name == "posixrules" || name == "Factory" || name.starts_with("posix/") ||
         name.starts_with("right/");
}

const date::time_zone* find(std::string_view name) {
  // Names are short and of a small alphabet; anything else is not looked up at all.
  if (name.empty() || name.size() > 64 || is_no_place(name)) return nullptr;
  try {
    return date::locate_zone(std::string(name));
  } catch (const std::exception&) {
    return nullptr;
  }
}

date::local_time<std::chrono::microseconds> on_the_wall(Date day, TimeOfDay time) {
  const auto ymd = day.year_month_day();
  const date::local_days local{date::year{static_cast<int>(ymd.year)} / static_cast<int>(ymd.month) /
                               static_cast<int>(ymd.day)};
  return local + std::chrono::minutes(time.minutes);
}

// The years that a Date can hold.
bool in_calendar(date::year_month_day day) { return day.year() >= date::year{1400} && day.year() <= date::year{9999}; }

}  // namespace

bool is_time_zone(std::string_view name) { return find(name) != nullptr; }

std::optional<WallTime> wall_time(Instant instant, std::string_view zone) {
  const auto* found = find(zone);
  if (found == nullptr) return std::nullopt;
  const date::sys_time<std::chrono::microseconds> point{std::chrono::microseconds(unix_microseconds(instant))};
  const auto local = found->to_local(point);
  const auto day = date::floor<date::days>(local);
  const date::year_month_day ymd{day};
  if (!in_calendar(ymd)) return std::nullopt;
  return WallTime{Date(static_cast<unsigned short>(static_cast<int>(ymd.year())),
                       static_cast<unsigned short>(static_cast<unsigned>(ymd.month())),
                       static_cast<unsigned short>(static_cast<unsigned>(ymd.day()))),
                  {static_cast<int>(date::floor<std::chrono::minutes>(local - day).count())}};
}

std::optional<Date> local_date(Instant instant, std::string_view zone) {
  const auto wall = wall_time(instant, zone);
  return wall ? std::optional(wall->date) : std::nullopt;
}

std::optional<int> times_shown(Date day, TimeOfDay time, std::string_view zone) {
  const auto* found = find(zone);
  if (found == nullptr) return std::nullopt;
  const auto info = found->get_info(on_the_wall(day, time));
  if (info.result == date::local_info::nonexistent) return 0;
  return info.result == date::local_info::ambiguous ? 2 : 1;
}

std::optional<Instant> instant_at(Date day, TimeOfDay time, std::string_view zone) {
  const auto* found = find(zone);
  if (found == nullptr) return std::nullopt;
  const auto wall = on_the_wall(day, time);
  const auto point = found->to_sys(wall, date::choose::earliest);
  if (!in_calendar(date::floor<date::days>(point))) return std::nullopt;
  return from_unix_microseconds(point.time_since_epoch().count());
}

std::optional<Instant> start_of_day(Date day, std::string_view zone) { return instant_at(day, {}, zone); }

}  // namespace tagwerk::core
