#include "engine/statistics/curve.hpp"

#include <algorithm>

namespace tagwerk::statistics {
namespace {

// On which days the company comes to be there (1) or is no longer (-1).
std::map<core::Date, std::int64_t> presence(const CompanyHistory& history) {
  std::map<core::Date, std::int64_t> turns;
  auto heads = history.before;
  for (const auto& [day, net] : history.nets) {
    const bool was_there = heads > 0;
    heads += net;
    const bool is_there = heads > 0;
    if (was_there != is_there) turns[day] = is_there ? 1 : -1;
  }
  return turns;
}

void add_flow(DayCounts& counts, bool is_partner, std::int64_t delta) {
  auto& booked = is_partner ? counts.booked : counts.vendor_booked;
  auto& cancelled = is_partner ? counts.cancelled : counts.vendor_cancelled;
  (delta > 0 ? booked : cancelled) += delta > 0 ? delta : -delta;
}

}  // namespace

DayCounts& DayCounts::operator+=(const DayCounts& more) noexcept {
  booked += more.booked;
  cancelled += more.cancelled;
  companies += more.companies;
  vendor_booked += more.vendor_booked;
  vendor_cancelled += more.vendor_cancelled;
  vendors += more.vendors;
  return *this;
}

void add(Days& days, const Days& more) {
  for (const auto& [day, counts] : more) days[day] += counts;
}

CompanyHistory history_up_to_now(std::int64_t heads, std::span<const DatedHeads> changes) {
  CompanyHistory history{.before = heads, .nets = {}};
  for (const auto& [day, delta] : changes) {
    history.before -= delta;
    history.nets[day] += delta;
  }
  return history;
}

Days alteration(const CompanyHistory& after, std::span<const DatedHeads> changes) {
  Days days;
  auto before = after;
  for (const auto& [day, delta] : changes) {
    add_flow(days[day], after.is_partner, delta);
    before.nets[day] -= delta;
  }
  const auto count = [&](const CompanyHistory& history, std::int64_t sign) {
    for (const auto& [day, turn] : presence(history))
      (after.is_partner ? days[day].companies : days[day].vendors) += sign * turn;
  };
  count(after, 1);
  count(before, -1);
  // A day on which only a turn was compared with itself is as it was.
  std::erase_if(days, [&](const auto& day) {
    return day.second == DayCounts{} &&
           std::none_of(changes.begin(), changes.end(), [&](const auto& change) { return change.day == day.first; });
  });
  return days;
}

Days contribution(bool is_partner, std::span<const DatedHeads> changes) {
  CompanyHistory history{.is_partner = is_partner, .nets = {}};
  for (const auto& [day, delta] : changes) history.nets[day] += delta;
  return alteration(history, changes);
}

Curve curve_of(const Days& days) {
  Curve curve;
  curve.reserve(days.size());
  CurvePoint point;
  for (const auto& [day, counts] : days) {
    point.day = day;
    point.booked = counts.booked;
    point.cancelled = counts.cancelled;
    point.net += counts.booked - counts.cancelled;
    point.companies += counts.companies;
    point.vendors += counts.vendors;
    point.vendor_heads += counts.vendor_booked - counts.vendor_cancelled;
    curve.push_back(point);
  }
  return curve;
}

CurvePoint at(std::span<const CurvePoint> curve, core::Date day) {
  const auto behind =
      std::upper_bound(curve.begin(), curve.end(), day,
                       [](const core::Date& wanted, const CurvePoint& point) { return wanted < point.day; });
  if (behind == curve.begin()) return {.day = day};
  auto found = *(behind - 1);
  if (found.day != day) found.booked = found.cancelled = 0;
  found.day = day;
  return found;
}

std::int64_t lead_days(core::Date start, core::Date day) { return (start - day).days(); }

}  // namespace tagwerk::statistics
