#include "engine/registration/explanation_service.hpp"

#include <span>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/queue_store.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/registration/registration_terms.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

CompanyFacts facts_of(storage::Transaction& tx, const Registration& registration) {
  const auto known = load_companies(tx, registration.organization, {registration.company});
  const auto found = known.find(registration.company);
  return found == known.end() ? CompanyFacts{} : found->second;
}

// What of the event decides about who waits.
void look_at_queue(storage::Transaction& tx, const Registration& registration, const events::EventTerms& terms,
                   Circumstances& known) {
  known.rest = waiting_rest(registration, terms, facts_of(tx, registration), known.now);
  known.capacity = Places::look(tx, registration.event).capacity(tx, std::span(&registration.company, 1));
  apply(known.capacity, terms, known.now);
  known.ahead = count_ahead(tx, registration, known.rest, known.capacity.order, long_ago(terms.rules, known.now));
}

}  // namespace

core::Result<Explanation> ExplanationService::explain(const access::Call& call, const core::RegistrationId& id) {
  const auto& organization = call.principal.organization;
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<Explanation> {
    const auto registration = find_registration(tx, organization, id);
    if (!registration || !call.principal.may_see(registration->company))
      return refusals::not_found("registration", id.text());
    const auto event = events::find_event(tx, organization, registration->event);
    if (!event) return refusals::not_found("event", registration->event.text());
    events::EventTerms terms;
    if (event->terms_version > 0) terms = events::load_terms(tx, event->id);
    Circumstances known{.event_status = event->status, .rules = &terms.rules, .now = call.now};
    if (registration->waits()) look_at_queue(tx, *registration, terms, known);
    return registration::explain(*registration, known);
  });
}

}  // namespace tagwerk::registration
