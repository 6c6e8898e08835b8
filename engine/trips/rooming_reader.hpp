// Purpose: all that rooming of a trip depends on, read at once: lodgings of the draft with their rooms, who travels and wishes what,
// who has which bed. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/rooming_guest_store.hpp"
#include "engine/trips/trip_rooming.hpp"

namespace tagwerk::trips {

struct ReadRooming {
  TripRooming trip;
  std::vector<FoundGuest> heads;  // with a confirmed place, by id
  std::int64_t exclusions_version = 0;
};
[[nodiscard]] ReadRooming read_rooming(storage::Transaction& tx, const core::OrganizationId& organization,
                                       const core::EventId& event);
/// The lodgings alone.
[[nodiscard]] std::vector<Lodging> read_lodgings(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::trips
