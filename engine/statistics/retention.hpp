// Purpose: which partner companies came to a series again, edition year by edition year.
// A company of a year is a partner with a counted head (attendance.hpp) at one at least of the year's events. Only years of which
//   companies are known one by one are compared: figures recorded from outside name nobody. The year before is the nearest earlier one
//   that has companies (since_year).
//   new          was in no earlier year of the series
//   returning    was there in the year before
//   reactivated  was there earlier, but not in the year before; so companies = new + returning + reactivated
//   lapsed       was there in the year before and is not in this one; so companies of the year before = returning + lapsed. While the
//                year is not complete it may still come.
//   first timers are those new ones that had not been at any event of the organization that began before their first one here
// Errors: none. Thread-safety: values and a pure function.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::statistics {

struct RetentionEvent {
  int year = 0;
  core::Date starts_on;
  bool complete = false;
  std::vector<core::CompanyId> companies;
};

struct RetentionYear {
  int year = 0;
  bool complete = false;
  std::optional<int> since_year;
  std::int64_t companies = 0;
  std::int64_t fresh = 0;
  std::int64_t returning = 0;
  std::int64_t reactivated = 0;
  std::int64_t first_timers = 0;
  std::optional<std::int64_t> lapsed;  // none: the first year
  std::optional<double> retention;     // returning / companies of since_year, rounded to four decimals
  bool operator==(const RetentionYear&) const = default;
};

/// When a company first came to other series; those that never did are missing.
using FirstElsewhere = std::map<core::CompanyId, core::Date>;

/// One row per year that has companies, ascending. The order of events does not matter. `recorded`: years whose record says that
/// they are complete.
[[nodiscard]] std::vector<RetentionYear> count_retention(std::span<const RetentionEvent> events,
                                                         const std::set<int>& recorded,
                                                         const FirstElsewhere& elsewhere);

}  // namespace tagwerk::statistics
