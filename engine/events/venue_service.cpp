#include "engine/events/venue_service.hpp"

#include <string_view>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/changed_members.hpp"
#include "engine/events/venue_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

namespace refusals = core::refusals;

namespace {

template <class Noun>
void record(storage::Transaction& tx, const access::Call& call, std::string_view kind, std::string_view action,
            const std::optional<Noun>& before, const std::optional<Noun>& after) {
  audit::record(tx, call,
                {.object_kind = kind,
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = changed_members(before, after)});
}

core::Result<Venue> existing(storage::Transaction& tx, const access::Call& call, const core::VenueId& id,
                             storage::Lock lock = storage::Lock::none) {
  auto venue = find_venue(tx, call.principal.organization, id, lock);
  if (!venue) return refusals::not_found("venue", id.text());
  return *std::move(venue);
}

core::Result<Room> existing(storage::Transaction& tx, const access::Call& call, const core::VenueId& venue,
                            const core::RoomId& id, storage::Lock lock = storage::Lock::none) {
  auto room = find_room(tx, call.principal.organization, id, lock);
  if (!room || room->venue != venue) return refusals::not_found("room", id.text());
  return *std::move(room);
}

// What is to be changed, locked, in the version that the caller knows.
template <class Noun>
core::Result<Noun> in_version(core::Result<Noun> found, const core::ExpectedVersion& expected) {
  if (found && !expected.is_met_by(found->version)) return core::fail(core::precondition_failed);
  return found;
}

Venue patched(Venue venue, const VenuePatch& patch) {
  if (patch.name) venue.name = *patch.name;
  if (patch.address) venue.address = *patch.address;
  if (patch.city) venue.city = *patch.city;
  if (patch.country) venue.country = *patch.country;
  return venue;
}

Room patched(Room room, const RoomPatch& patch) {
  if (patch.name) room.name = *patch.name;
  if (patch.seats) room.seats = *patch.seats;
  return room;
}

}  // namespace

core::Result<Venue> VenueService::create(const access::Call& call, const NewVenue& wanted) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Venue> {
    const Venue venue{.id = core::VenueId::make(call.now),
                      .name = wanted.name,
                      .address = wanted.address,
                      .city = wanted.city,
                      .country = wanted.country,
                      .created_at = call.now,
                      .updated_at = call.now};
    insert_venue(tx, call.principal.organization, venue);
    record<Venue>(tx, call, "venue", "created", std::nullopt, venue);
    return venue;
  });
}

core::Result<Venue> VenueService::find(const access::Call& call, const core::VenueId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return existing(tx, call, id); });
}

core::Page<Venue> VenueService::list(const access::Call& call, const core::PageRequest& page) {
  return access::reading(*database_, call,
                         [&](storage::Transaction& tx) { return list_venues(tx, call.principal.organization, page); });
}

core::Result<Venue> VenueService::change(const access::Call& call, const core::VenueId& id, const VenuePatch& patch,
                                         const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Venue> {
    const auto before = in_version(existing(tx, call, id, storage::Lock::for_update), expected);
    if (!before) return before.error();
    auto after = patched(*before, patch);
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    update_venue(tx, after);
    record<Venue>(tx, call, "venue", "changed", *before, after);
    return after;
  });
}

core::Result<> VenueService::remove(const access::Call& call, const core::VenueId& id,
                                    const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto venue = in_version(existing(tx, call, id, storage::Lock::for_update), expected);
    if (!venue) return venue.error();
    std::vector<std::string> dependents;
    refusals::add_count(dependents, count_events_at(tx, id), "event", "events");
    refusals::add_count(dependents, count_rooms_of(tx, id), "room", "rooms");
    if (!dependents.empty() || !remove_venue(tx, id)) return refusals::still_referenced("venue", id.text(), dependents);
    record<Venue>(tx, call, "venue", "deleted", *venue, std::nullopt);
    return {};
  });
}

core::Result<Room> VenueService::create_room(const access::Call& call, const core::VenueId& venue,
                                             const NewRoom& wanted) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Room> {
    if (const auto found = existing(tx, call, venue); !found) return found.error();
    const Room room{.id = core::RoomId::make(call.now),
                    .venue = venue,
                    .name = wanted.name,
                    .seats = wanted.seats,
                    .created_at = call.now,
                    .updated_at = call.now};
    if (!insert_room(tx, call.principal.organization, room))
      return refusals::already_exists("room", "name", wanted.name);
    record<Room>(tx, call, "room", "created", std::nullopt, room);
    return room;
  });
}

core::Result<Room> VenueService::find_room(const access::Call& call, const core::RoomId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Room> {
    auto room = events::find_room(tx, call.principal.organization, id);
    if (!room) return refusals::not_found("room", id.text());
    return *std::move(room);
  });
}

core::Result<Room> VenueService::find_room(const access::Call& call, const core::VenueId& venue,
                                           const core::RoomId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return existing(tx, call, venue, id); });
}

core::Result<core::Page<Room>> VenueService::list_rooms(const access::Call& call, const core::VenueId& venue,
                                                        const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Room>> {
    if (const auto found = existing(tx, call, venue); !found) return found.error();
    return events::list_rooms(tx, venue, page);
  });
}

core::Result<Room> VenueService::change_room(const access::Call& call, const core::VenueId& venue,
                                             const core::RoomId& id, const RoomPatch& patch,
                                             const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Room> {
    const auto before = in_version(existing(tx, call, venue, id, storage::Lock::for_update), expected);
    if (!before) return before.error();
    auto after = patched(*before, patch);
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    if (!update_room(tx, after)) return refusals::already_exists("room", "name", after.name);
    record<Room>(tx, call, "room", "changed", *before, after);
    return after;
  });
}

core::Result<> VenueService::remove_room(const access::Call& call, const core::VenueId& venue, const core::RoomId& id,
                                         const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto room = in_version(existing(tx, call, venue, id, storage::Lock::for_update), expected);
    if (!room) return room.error();
    events::remove_room(tx, id);
    record<Room>(tx, call, "room", "deleted", *room, std::nullopt);
    return {};
  });
}

}  // namespace tagwerk::events
