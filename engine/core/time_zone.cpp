#include "engine/core/time_zone.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace tagwerk::core {
namespace {

// Files that lie among the zones without being one: what this machine takes for local, and copies in other folders.
bool is_no_place(std::string_view name) {
  return name == "localtime" || name == "posixrules" || name == "Factory" || name.starts_with("posix/") ||
         name.starts_with("right/") || name.find('.') != std::string_view::npos;
}

// Where the library looks as well.
std::filesystem::path zone_folder() {
  const char* folder = std::getenv("TZDIR");  // NOLINT(concurrency-mt-unsafe): nobody writes the environment
  return folder != nullptr ? folder : "/usr/share/zoneinfo";
}

std::set<std::string, std::less<>> list_names() {
  const auto folder = zone_folder();
  std::set<std::string, std::less<>> names;
  std::error_code error;
  std::filesystem::recursive_directory_iterator file(folder, error);
  for (; !error && file != std::filesystem::recursive_directory_iterator(); file.increment(error)) {
    auto name = file->path().lexically_relative(folder).generic_string();
    if (!is_no_place(name) && file->is_regular_file(error)) names.insert(std::move(name));
  }
  return names;
}

// The library keeps every name that it was ever asked for: it is asked for those only that are there.
std::optional<cctz::time_zone> find(std::string_view name) {
  static const auto names = list_names();
  const auto known = names.find(name);
  cctz::time_zone zone;
  if (known == names.end() || !cctz::load_time_zone(*known, &zone)) return std::nullopt;
  return zone;
}

cctz::civil_second on_the_wall(Date day, TimeOfDay time) {
  const auto ymd = day.year_month_day();
  return cctz::civil_second(static_cast<int>(ymd.year), static_cast<int>(ymd.month), static_cast<int>(ymd.day)) +
         std::int64_t{60} * time.minutes;
}

// The years that a Date can hold.
bool in_calendar(cctz::year_t year) { return year >= 1400 && year <= 9999; }

}  // namespace

bool is_time_zone(std::string_view name) { return find(name).has_value(); }

std::optional<WallTime> wall_time(Instant instant, std::string_view zone) {
  const auto found = find(zone);
  if (!found) return std::nullopt;
  const std::chrono::sys_time<std::chrono::microseconds> point{std::chrono::microseconds(unix_microseconds(instant))};
  const auto wall = found->lookup(std::chrono::floor<std::chrono::seconds>(point)).cs;
  if (!in_calendar(wall.year())) return std::nullopt;
  return WallTime{Date(static_cast<unsigned short>(wall.year()), static_cast<unsigned short>(wall.month()),
                       static_cast<unsigned short>(wall.day())),
                  {wall.hour() * 60 + wall.minute()}};
}

std::optional<Date> local_date(Instant instant, std::string_view zone) {
  const auto wall = wall_time(instant, zone);
  return wall ? std::optional(wall->date) : std::nullopt;
}

std::optional<int> times_shown(Date day, TimeOfDay time, std::string_view zone) {
  using Lookup = cctz::time_zone::civil_lookup;
  const auto found = find(zone);
  if (!found) return std::nullopt;
  const auto kind = found->lookup(on_the_wall(day, time)).kind;
  if (kind == Lookup::SKIPPED) return 0;
  return kind == Lookup::REPEATED ? 2 : 1;
}

std::optional<Instant> instant_at(Date day, TimeOfDay time, std::string_view zone) {
  const auto found = find(zone);
  if (!found) return std::nullopt;
  const auto point = cctz::convert(on_the_wall(day, time), *found);
  if (!in_calendar(cctz::convert(point, cctz::utc_time_zone()).year())) return std::nullopt;
  return from_unix_microseconds(std::chrono::microseconds(point.time_since_epoch()).count());
}

std::optional<Instant> start_of_day(Date day, std::string_view zone) { return instant_at(day, {}, zone); }

}  // namespace tagwerk::core
