// Purpose: SQL of venues and rooms (schema: venues, rooms). Errors: storage errors are thrown; a venue that vanished
// meanwhile is storage::Restart. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/events/venue.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

[[nodiscard]] std::optional<Venue> find_venue(storage::Transaction& tx, const core::OrganizationId& organization,
                                              const core::VenueId& venue, storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Venue> list_venues(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::PageRequest& page);
void insert_venue(storage::Transaction& tx, const core::OrganizationId& organization, const Venue& venue);
void update_venue(storage::Transaction& tx, const Venue& venue);
[[nodiscard]] std::int64_t count_events_at(storage::Transaction& tx, const core::VenueId& venue);
[[nodiscard]] std::int64_t count_rooms_of(storage::Transaction& tx, const core::VenueId& venue);
/// False when other tables still refer to it.
[[nodiscard]] bool remove_venue(storage::Transaction& tx, const core::VenueId& venue);

[[nodiscard]] std::optional<Room> find_room(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::RoomId& room, storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Room> list_rooms(storage::Transaction& tx, const core::VenueId& venue,
                                          const core::PageRequest& page);
/// False when the venue has a room of that name.
[[nodiscard]] bool insert_room(storage::Transaction& tx, const core::OrganizationId& organization, const Room& room);
[[nodiscard]] bool update_room(storage::Transaction& tx, const Room& room);
void remove_room(storage::Transaction& tx, const core::RoomId& room);

}  // namespace tagwerk::events
