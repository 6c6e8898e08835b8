#include "engine/trips/retention.hpp"

#include <utility>

#include "engine/events/event_store.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {

std::optional<ReturnDays> days_of_trip(storage::Transaction& tx, const core::OrganizationId& organization,
                                       const core::EventId& id, core::Instant now) {
  const auto event = events::find_event(tx, organization, id);
  if (!event) return std::nullopt;
  auto requirements = load_requirements(tx, id).content;
  const auto returns_on = return_date(event->ends_on, requirements.returns_on);
  return ReturnDays{
      .returns_on = returns_on, .today = today_in(now, event->time_zone), .requirements = std::move(requirements)};
}

Over what_is_over(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                  core::Instant now) {
  const auto days = days_of_trip(tx, organization, event, now);
  if (!days) return {};
  return {.documents = is_kept_no_longer(days->returns_on, days->requirements.passport_days_after_return, days->today),
          .health = is_kept_no_longer(days->returns_on, days->requirements.health_days_after_return, days->today)};
}

access::Call retention_call(const core::OrganizationId& organization, core::Instant now) {
  access::Call call;
  call.principal.organization = organization;
  call.principal.role = access::Role::admin;
  call.principal.name = "retention";
  call.now = now;
  call.request_id = "retention";
  return call;
}

}  // namespace tagwerk::trips
