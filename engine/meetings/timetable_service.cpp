#include "engine/meetings/timetable_service.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/names_store.hpp"
#include "engine/directory/person_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_plan_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

core::Result<Timetable> TimetableService::timetable(const access::Call& call, const core::EventId& id,
                                                    TimetableFilter filter) {
  if (call.principal.company) {
    if (filter.company && *filter.company != *call.principal.company)
      return refusals::not_found("company", filter.company->text());
    filter.company = call.principal.company;
  }
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<Timetable> {
    const auto event = events::find_event(tx, call.principal.organization, id);
    if (!event) return refusals::not_found("event", id.text());
    std::optional<core::CompanyId> company_of_person;
    if (filter.person) {
      const auto person = directory::find_person(tx, call.principal.organization, *filter.person);
      if (!person || !call.principal.may_see(person->company))
        return refusals::not_found("person", filter.person->text());
      company_of_person = person->company;
    }
    const auto plan = find_published_plan(tx, id);
    if (!plan) return core::fail(no_published_plan);
    Timetable it{.event = *event,
                 .plan = plan->id,
                 .plan_number = plan->number,
                 .plan_version = plan->version,
                 .published_at = plan->published_at.value_or(plan->updated_at),
                 .changed_at = plan->updated_at,
                 .entries = timetable_of(*plan, filter, company_of_person),
                 .names = {}};
    if (event->status == events::EventStatus::cancelled) it.changed_at = std::max(it.changed_at, event->updated_at);
    std::set<core::CompanyId> companies;
    std::set<core::PersonId> people;
    for (auto& entry : it.entries) {
      // Of an event that is cancelled nothing takes place.
      if (event->status == events::EventStatus::cancelled && !entry.cancelled) {
        entry.cancelled = true;
        ++entry.sequence;
      }
      companies.insert({entry.company, entry.with_company});
      for (const auto& attendee : entry.attendees) {
        if (attendee.person) people.insert(*attendee.person);
      }
    }
    it.names = directory::load_names(tx, companies, people);
    return it;
  });
}

}  // namespace tagwerk::meetings
