// Purpose: which vendors took part in a series, year by year: how many, who is new, who came again, who stayed away.
// A vendor of a year is a company with a participation that is booked or confirmed, at an event of that edition year which is not
//   cancelled; several such participations in a year are one vendor. What the company's role is today is not asked.
// A year has a row when it has a vendor: of an event without any nothing is known, which is not the same as 0. The year before is
//   the nearest earlier one that has a row (since_year).
//   new        was in no earlier year of the series
//   returning  was there in the year before
//   regained   was there earlier, but not in the year before; so vendors = new + returning + regained
//   lapsed     was there in the year before and is not in this one
// Of a year that is not complete nobody has lapsed yet, for he may still book: lapsed is not known. In the first year there is
//   nothing to compare with: all are new, and lapsed is not known.
// Complete: as for attendance (attendance.hpp).
// Errors: none. Thread-safety: values and a pure function.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/statistics/vendor_talks.hpp"

namespace tagwerk::statistics {

struct VendorVisit {
  core::CompanyId company;
  std::string package;  // its key
};

/// Of an event that is not cancelled.
struct VendorEvent {
  core::EventId event;
  int year = 0;
  bool complete = false;
  std::vector<VendorVisit> visits;  // booked or confirmed
};

struct VendorYear {
  int year = 0;
  bool complete = false;
  std::int64_t events = 0;
  std::int64_t vendors = 0;
  std::int64_t fresh = 0;
  std::int64_t returning = 0;
  std::int64_t regained = 0;
  std::optional<std::int64_t> lapsed;
  std::optional<int> since_year;
  std::map<std::string, std::int64_t> by_package;  // vendors, by key of the package
  bool operator==(const VendorYear&) const = default;
};

/// Years of which every event is complete, and those of `recorded`.
[[nodiscard]] std::set<int> complete_years(std::span<const VendorEvent> events, const std::set<int>& recorded);
/// One row per year that has vendors, ascending. `recorded`: those whose record says that they are complete. The order of
/// events does not matter.
[[nodiscard]] std::vector<VendorYear> count_vendors(std::span<const VendorEvent> events, const std::set<int>& recorded);

struct VendorTrend {
  std::string series_key;
  std::vector<VendorYear> years;
  std::map<int, TalkFigures> talks;  // of years with a published plan of talks; also of such that have no vendors
};

}  // namespace tagwerk::statistics
