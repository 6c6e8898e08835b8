// Purpose: changing the places of a registration that is there: what all the ways of it have in common. Opened: the event's places
// and the registration are locked and read. Written: the registration, its heads, the counters, the audit trail; and who waits is
// served with what became free.
// Errors: core::not_found; storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the event (shared), its capacity rows, then the registration, then its heads. People are locked before, by who names some.
#pragma once

#include <span>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/registration.hpp"
#include "engine/registration/registration_terms.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct OpenRegistration {
  Registration registration;
  events::Event event;
  events::EventTerms terms;
  CompanyFacts company;
  Places places;
};

/// not_found also for one of another company than the caller's.
[[nodiscard]] core::Result<OpenRegistration> open_registration(storage::Transaction& tx, const access::Call& call,
                                                               const core::RegistrationId& id);
/// The places as admission decides on them: with contingents, and what is set aside for who waits.
[[nodiscard]] Capacity capacity_of(storage::Transaction& tx, const OpenRegistration& open, core::Instant now);

/// What became of it, with its new version. `action` goes into the audit trail.
Registration write_change(storage::Transaction& tx, const access::Call& call, OpenRegistration& open,
                          Registration after, std::string_view action,
                          std::span<events::AttendanceObserver* const> observers);

/// A number in the waitlist for one that begins to wait, or goes on with a new one.
void queue_up(storage::Transaction& tx, Registration& registration, int priority, core::Instant now);

}  // namespace tagwerk::registration
