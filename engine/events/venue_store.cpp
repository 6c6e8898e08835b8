#include "engine/events/venue_store.hpp"

#include "engine/storage/rows.hpp"

namespace tagwerk::events {
namespace {

constexpr std::string_view select_venues =
    "select id, name, address, city, country, created_at, updated_at, version from venues where organization_id = :org";
constexpr std::string_view select_rooms =
    "select id, venue_id, name, seats, created_at, updated_at, version from rooms where ";

Venue read_venue(storage::Row& row) {
  return {.id = row.next<core::VenueId>(),
          .name = row.next<std::string>(),
          .address = row.next<std::optional<std::string>>(),
          .city = row.next<std::string>(),
          .country = row.next<std::string>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

Room read_room(storage::Row& row) {
  return {.id = row.next<core::RoomId>(),
          .venue = row.next<core::VenueId>(),
          .name = row.next<std::string>(),
          .seats = row.next<int>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

std::int64_t count_of(storage::Transaction& tx, std::string_view sql, const core::VenueId& venue) {
  return tx.scalar<std::int64_t>(sql, {{"venue", venue}}).value_or(0);
}

// False when the venue has a room of that name.
bool write_room(storage::Transaction& tx, std::string_view sql, const storage::Binds& binds) {
  return storage::is_new_under("uq_room_name", [&] { storage::write_references([&] { tx.execute(sql, binds); }); });
}

}  // namespace

std::optional<Venue> find_venue(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::VenueId& venue, storage::Lock lock) {
  return tx.select_one(storage::locked(std::string(select_venues) + " and id = :id", lock),
                       {{"org", organization}, {"id", venue}}, read_venue);
}

core::Page<Venue> list_venues(storage::Transaction& tx, const core::OrganizationId& organization,
                              const core::PageRequest& page) {
  return storage::list_rows(tx, {std::string(select_venues), {{"org", organization}}}, "", page, read_venue);
}

void insert_venue(storage::Transaction& tx, const core::OrganizationId& organization, const Venue& venue) {
  tx.execute(
      "insert into venues (id, organization_id, name, address, city, country, created_at, updated_at, version) "
      "values (:id, :org, :name, :address, :city, :country, :created, :updated, :version)",
      {{"id", venue.id},
       {"org", organization},
       {"name", venue.name},
       {"address", venue.address},
       {"city", venue.city},
       {"country", venue.country},
       {"created", venue.created_at},
       {"updated", venue.updated_at},
       {"version", venue.version}});
}

void update_venue(storage::Transaction& tx, const Venue& venue) {
  tx.execute(
      "update venues set name = :name, address = :address, city = :city, country = :country, updated_at = :updated, "
      "version = :version where id = :id",
      {{"name", venue.name},
       {"address", venue.address},
       {"city", venue.city},
       {"country", venue.country},
       {"updated", venue.updated_at},
       {"version", venue.version},
       {"id", venue.id}});
}

std::int64_t count_events_at(storage::Transaction& tx, const core::VenueId& venue) {
  return count_of(tx, "select count(*) from events where venue_id = :venue", venue);
}

std::int64_t count_rooms_of(storage::Transaction& tx, const core::VenueId& venue) {
  return count_of(tx, "select count(*) from rooms where venue_id = :venue", venue);
}

bool remove_venue(storage::Transaction& tx, const core::VenueId& venue) {
  return !storage::forbidden_by([&] { tx.execute("delete from venues where id = :id", {{"id", venue}}); });
}

std::optional<Room> find_room(storage::Transaction& tx, const core::OrganizationId& organization,
                              const core::RoomId& room, storage::Lock lock) {
  return tx.select_one(storage::locked(std::string(select_rooms) + "id = :id and organization_id = :org", lock),
                       {{"id", room}, {"org", organization}}, read_room);
}

core::Page<Room> list_rooms(storage::Transaction& tx, const core::VenueId& venue, const core::PageRequest& page) {
  return storage::list_rows(tx, {std::string(select_rooms) + "venue_id = :venue", {{"venue", venue}}}, "", page,
                            read_room);
}

bool insert_room(storage::Transaction& tx, const core::OrganizationId& organization, const Room& room) {
  return write_room(tx,
                    "insert into rooms (id, organization_id, venue_id, name, seats, created_at, updated_at, version) "
                    "values (:id, :org, :venue, :name, :seats, :created, :updated, :version)",
                    {{"id", room.id},
                     {"org", organization},
                     {"venue", room.venue},
                     {"name", room.name},
                     {"seats", room.seats},
                     {"created", room.created_at},
                     {"updated", room.updated_at},
                     {"version", room.version}});
}

bool update_room(storage::Transaction& tx, const Room& room) {
  return write_room(
      tx, "update rooms set name = :name, seats = :seats, updated_at = :updated, version = :version where id = :id",
      {{"name", room.name},
       {"seats", room.seats},
       {"updated", room.updated_at},
       {"version", room.version},
       {"id", room.id}});
}

void remove_room(storage::Transaction& tx, const core::RoomId& room) {
  tx.execute("delete from rooms where id = :id", {{"id", room}});
}

}  // namespace tagwerk::events
