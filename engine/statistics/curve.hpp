// Purpose: how many heads were registered for an event at the end of each day: the roll-up that is kept (one row per day on which
// anything changed), how a change alters it, and the curve that it is read as.
// Heads are confirmed ones. Those of partner companies and those of vendors or suppliers, by the role that a company has today, are
//   counted apart. booked and cancelled are flows: heads that came and heads that left on the day. A company is there on a day when
//   it has a head at its end, whatever happened in between; the roll-up keeps by how many more are there than the day before.
// A change may be of any day, also one long past: then its company is there, or not, on later days as well. That is why the roll-up
//   is altered by what a company's whole history says, of which the part before the first day that changes is one number.
// Units: heads, companies, calendar days in the event's zone. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::statistics {

/// Of one day; companies and vendors are differences to the day before.
struct DayCounts {
  std::int64_t booked = 0;
  std::int64_t cancelled = 0;
  std::int64_t companies = 0;
  std::int64_t vendor_booked = 0;
  std::int64_t vendor_cancelled = 0;
  std::int64_t vendors = 0;

  DayCounts& operator+=(const DayCounts& more) noexcept;
  bool operator==(const DayCounts&) const = default;
};
using Days = std::map<core::Date, DayCounts>;
void add(Days& days, const Days& more);

/// Heads of one company that came (above 0) or left.
struct DatedHeads {
  core::Date day;
  std::int64_t delta = 0;
};
/// Of one company at one event, all that is known by now.
struct CompanyHistory {
  bool is_partner = true;
  std::int64_t before = 0;                  // heads before the first of these days
  std::map<core::Date, std::int64_t> nets;  // heads that came less those that left
};

/// Of a company with so many heads after these changes, where none is later than they are.
[[nodiscard]] CompanyHistory history_up_to_now(std::int64_t heads, std::span<const DatedHeads> changes);
/// By what these changes alter the roll-up. `after` contains them already, and begins on the first of their days or before.
[[nodiscard]] Days alteration(const CompanyHistory& after, std::span<const DatedHeads> changes);
/// What one company's heads, all of them, contribute to the roll-up.
[[nodiscard]] Days contribution(bool is_partner, std::span<const DatedHeads> changes);

/// The end of a day.
struct CurvePoint {
  core::Date day;
  std::int64_t booked = 0;     // on that day
  std::int64_t cancelled = 0;  // on that day
  std::int64_t net = 0;        // heads of partner companies
  std::int64_t companies = 0;  // different ones with a head
  std::int64_t vendors = 0;
  std::int64_t vendor_heads = 0;
  bool operator==(const CurvePoint&) const = default;
};
/// Ascending; one point per day of the roll-up.
using Curve = std::vector<CurvePoint>;
[[nodiscard]] Curve curve_of(const Days& days);
/// As it was at the end of that day: of the last point up to it, or all 0 before the first one.
[[nodiscard]] CurvePoint at(std::span<const CurvePoint> curve, core::Date day);

/// Days from `day` to `start`; below 0 after it.
[[nodiscard]] std::int64_t lead_days(core::Date start, core::Date day);

}  // namespace tagwerk::statistics
