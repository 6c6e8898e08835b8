// Purpose: a participation inside a unit of work, as those who change it or what hangs on it need it: looked up for who may see
// it, with the locks of vendor_participation_store.hpp.
// Errors: core::not_found, participation_is_cancelled, event_takes_no_vendors; storage errors are thrown.
// Thread-safety: as the Transaction.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

/// Of a company's token: one of its own.
[[nodiscard]] core::Result<VendorParticipation> visible_participation(storage::Transaction& tx,
                                                                      const access::Call& call,
                                                                      const VendorParticipationId& id,
                                                                      storage::Lock lock = storage::Lock::none);

struct OpenParticipation {
  events::Event event;                // locked shared
  VendorParticipation participation;  // locked
};
/// For changes that take no place.
[[nodiscard]] core::Result<OpenParticipation> open_participation(storage::Transaction& tx, const access::Call& call,
                                                                 const VendorParticipationId& id);
[[nodiscard]] core::Result<> check_live(const VendorParticipation& participation);
/// Participations stay as they are once the event is completed or cancelled.
[[nodiscard]] core::Result<> check_takes_vendors(const events::Event& event);

[[nodiscard]] inline Actor actor_of(const access::Call& call) {
  return call.principal.company ? Actor::vendor : Actor::organizer;
}

}  // namespace tagwerk::vendors
