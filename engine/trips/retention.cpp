#include "engine/trips/retention.hpp"

#include "engine/events/event_store.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {

Over what_is_over(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& id,
                  core::Instant now) {
  const auto event = events::find_event(tx, organization, id);
  if (!event) return {};
  const auto requirements = load_requirements(tx, id).content;
  const auto returns_on = return_date(event->ends_on, requirements.returns_on);
  const auto today = today_in(now, event->time_zone);
  return {.documents = is_kept_no_longer(returns_on, requirements.passport_days_after_return, today),
          .health = is_kept_no_longer(returns_on, requirements.health_days_after_return, today)};
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
