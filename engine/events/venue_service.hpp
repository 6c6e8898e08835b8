// Purpose: what organisers do with venues and their rooms. Everybody of the organization may see them.
// Errors: core::not_found, core::already_exists (room name), core::precondition_failed, core::still_referenced.
// Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/events/venue.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

class VenueService {
 public:
  explicit VenueService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Venue> create(const access::Call& call, const NewVenue& venue);
  [[nodiscard]] core::Result<Venue> find(const access::Call& call, const core::VenueId& id);
  [[nodiscard]] core::Page<Venue> list(const access::Call& call, const core::PageRequest& page);
  [[nodiscard]] core::Result<Venue> change(const access::Call& call, const core::VenueId& id, const VenuePatch& patch,
                                           const core::ExpectedVersion& expected);
  /// Refused while it has rooms or events.
  [[nodiscard]] core::Result<> remove(const access::Call& call, const core::VenueId& id,
                                      const core::ExpectedVersion& expected);

  [[nodiscard]] core::Result<Room> create_room(const access::Call& call, const core::VenueId& venue,
                                               const NewRoom& room);
  /// A room of any venue of the organization.
  [[nodiscard]] core::Result<Room> find_room(const access::Call& call, const core::RoomId& id);
  [[nodiscard]] core::Result<Room> find_room(const access::Call& call, const core::VenueId& venue,
                                             const core::RoomId& id);
  [[nodiscard]] core::Result<core::Page<Room>> list_rooms(const access::Call& call, const core::VenueId& venue,
                                                          const core::PageRequest& page);
  [[nodiscard]] core::Result<Room> change_room(const access::Call& call, const core::VenueId& venue,
                                               const core::RoomId& id, const RoomPatch& patch,
                                               const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove_room(const access::Call& call, const core::VenueId& venue, const core::RoomId& id,
                                           const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::events
