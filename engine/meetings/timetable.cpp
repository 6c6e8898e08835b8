#include "engine/meetings/timetable.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tagwerk::meetings {
namespace {

bool fits(const TimetableEntry& entry, const TimetableFilter& filter,
          const std::optional<core::CompanyId>& company_of_person) {
  if (filter.company && entry.company != *filter.company && entry.with_company != *filter.company) return false;
  if (filter.table && entry.table != filter.table) return false;
  if (!filter.person) return true;
  return std::any_of(entry.attendees.begin(), entry.attendees.end(), [&](const Attendee& attendee) {
    return attendee.person ? *attendee.person == *filter.person : attendee.company == company_of_person;
  });
}

}  // namespace

std::vector<TimetableEntry> timetable_of(const TalkPlan& plan, const TimetableFilter& filter,
                                         const std::optional<core::CompanyId>& company_of_person) {
  std::vector<TimetableEntry> entries;
  for (const auto& talk : plan.talks) {
    if (!talk.slot && !talk.cancelled_slot) continue;
    const auto& slot = talk.slot ? plan.slots.at(static_cast<std::size_t>(*talk.slot)) : *talk.cancelled_slot;
    TimetableEntry entry{.talk = talk.id,
                         .sequence = talk.sequence,
                         .cancelled = !talk.slot.has_value(),
                         .starts_at = slot.starts_at,
                         .ends_at = slot.ends_at,
                         .slot = talk.slot,
                         .session_key = talk.slot ? std::optional(slot.session_key) : std::nullopt,
                         .table = talk.table,
                         .company = talk.company,
                         .with_company = talk.with_company,
                         .attendees = talk.attendees};
    if (fits(entry, filter, company_of_person)) entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](const TimetableEntry& a, const TimetableEntry& b) {
    return std::tie(a.starts_at, a.table, a.talk) < std::tie(b.starts_at, b.table, b.talk);
  });
  return entries;
}

}  // namespace tagwerk::meetings
