// Purpose: how many of an organization's partner companies its events reach, who comes for the first time, who comes most often, and
// how many of them can have met there.
// Active companies: of role partner and not merged away, as they are today. A visit is a counted head (attendance.hpp) at an event that
//   is not cancelled: of a completed event who came, where anybody did, else who is confirmed.
// Window: events that began in the 12 months that end with `as_of`, which is in it; the same day a year before is not.
//   events       of the window that have a counted head, of any company: of the others nothing is known. Without any there are no figures
//   visitors     different active companies with a visit at one of them
//   first timers of those: that had no visit at any event of the organization that began before their first one here
//   pairs met    of active companies that were at one event at least together; density = pairs met / all pairs of active companies
// Loyalty: visits and different editions (series and edition year) of all time until `as_of`.
// Cost: pairs take visits × visitors / 64 steps and a bit per event and visitor: 2,000 companies that all come to 100 events are 6.4
//   million steps and 25 kB.
// Units: shares are fractions rounded to four decimals. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::statistics {

/// By id, with their names.
using ActiveCompanies = std::map<core::CompanyId, std::string>;

/// Not cancelled.
struct ReachEvent {
  core::SeriesId series;
  int year = 0;
  core::Date starts_on;
  std::vector<core::CompanyId> companies;  // with a counted head, of any role
};

struct Reach {
  std::optional<core::SeriesId> series;  // none: of all together
  std::int64_t events = 0;
  std::optional<std::int64_t> visitors;
  std::optional<double> share;  // of the active companies
  std::optional<std::int64_t> first_timers;
  std::optional<std::int64_t> pairs_met;
  std::optional<double> density;
  bool operator==(const Reach&) const = default;
};

struct LoyalCompany {
  core::CompanyId company;
  std::string name;
  std::int64_t visits = 0;
  std::int64_t editions = 0;
  bool operator==(const LoyalCompany&) const = default;
};
inline constexpr std::size_t max_loyal = 20;

/// The last day that is not in the window.
[[nodiscard]] core::Date window_before(core::Date as_of);
/// `events`: of the whole organization, also when asked for one series. The order does not matter, here and below.
[[nodiscard]] Reach count_reach(std::span<const ReachEvent> events, const ActiveCompanies& active, core::Date as_of,
                                const std::optional<core::SeriesId>& series);
/// Most visits first, then most editions, then by name; at most max_loyal.
[[nodiscard]] std::vector<LoyalCompany> most_loyal(std::span<const ReachEvent> events, const ActiveCompanies& active,
                                                   core::Date as_of, const std::optional<core::SeriesId>& series);

[[nodiscard]] constexpr std::int64_t count_pairs(std::int64_t companies) noexcept {
  return companies * (companies - 1) / 2;
}
/// Of numbers below `size`: pairs that are in one of these lists at least together. A number may be in a list twice.
[[nodiscard]] std::int64_t count_pairs_met(std::span<const std::vector<std::size_t>> lists, std::size_t size);

}  // namespace tagwerk::statistics
