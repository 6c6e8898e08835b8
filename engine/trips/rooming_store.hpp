// Purpose: SQL of lodgings with their rooms, and of who has which bed (schema: trip_lodgings, trip_lodging_rooms, trip_beds).
// Errors: storage errors are thrown. Thread-safety: as the Transaction. Locks: who writes has the event alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_rooming.hpp"

namespace tagwerk::trips {

/// Keys, rooms and versions, by key.
[[nodiscard]] std::vector<Lodging> load_lodgings(storage::Transaction& tx, const core::EventId& event);
/// Replaces its rooms, and says its version. Who had a bed in a room that is gone has none.
void save_lodging(storage::Transaction& tx, const core::EventId& event, const Lodging& lodging, core::Instant now);

/// By lodging and guest; also of heads that do not come (any more), and of others than who is named now.
[[nodiscard]] std::vector<Bed> load_beds(storage::Transaction& tx, const core::EventId& event);
/// All beds of a lodging, and its version. Each guest has a row of who he is now (rooming_guest_store.hpp).
void save_beds(storage::Transaction& tx, const core::EventId& event, const Lodging& lodging,
               const std::vector<Bed>& beds, core::Instant now);

}  // namespace tagwerk::trips
