#include "engine/trips/rooming_store.hpp"

#include <map>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::trips {
namespace {

void save_version(storage::Transaction& tx, const core::EventId& event, const Lodging& lodging, core::Instant now) {
  tx.execute(
      "insert into trip_lodgings (event_id, item_key, currency, version, updated_at) values (:event, :key, :currency, "
      ":version, :now) on duplicate key update currency = :currency, version = :version, updated_at = :now",
      {{"event", event},
       {"key", lodging.key},
       {"currency", lodging.currency()},
       {"version", lodging.version},
       {"now", now}});
}

void remove_other_rooms(storage::Transaction& tx, const core::EventId& event, const Lodging& lodging) {
  const auto kept =
      tx.select("select room_key from trip_lodging_rooms where event_id = :event and item_key = :key",
                {{"event", event}, {"key", lodging.key}}, [](storage::Row& row) { return row.next<std::string>(); });
  for (const auto& key : kept) {
    if (lodging.room(key) != nullptr) continue;
    tx.execute("delete from trip_lodging_rooms where event_id = :event and item_key = :key and room_key = :room",
               {{"event", event}, {"key", lodging.key}, {"room", key}});
  }
}

}  // namespace

std::vector<Lodging> load_lodgings(storage::Transaction& tx, const core::EventId& event) {
  std::map<std::string, std::optional<std::string>> currencies;
  auto lodgings =
      tx.select("select item_key, currency, version from trip_lodgings where event_id = :event order by item_key",
                {{"event", event}}, [&](storage::Row& row) {
                  Lodging lodging;
                  lodging.key = row.next<std::string>();
                  currencies[lodging.key] = row.next<std::optional<std::string>>();
                  lodging.version = row.next<std::int64_t>();
                  return lodging;
                });
  std::map<std::string, std::map<std::string, std::vector<core::Date>>> nights;
  static_cast<void>(
      tx.select("select item_key, room_key, night from trip_lodging_room_nights where event_id = :event order by night",
                {{"event", event}}, [&](storage::Row& row) {
                  auto& of_lodging = nights[row.next<std::string>()];
                  auto& of_room = of_lodging[row.next<std::string>()];
                  of_room.push_back(row.next<core::Date>());
                  return true;
                }));
  std::map<std::string, Lodging*> by_key;
  for (auto& lodging : lodgings) by_key.emplace(lodging.key, &lodging);
  static_cast<void>(
      tx.select("select item_key, room_key, name, kind, beds, is_accessible, cost_per_night from trip_lodging_rooms "
                "where event_id = :event order by item_key, list_position",
                {{"event", event}}, [&](storage::Row& row) {
                  const auto key = row.next<std::string>();
                  LodgingRoom room;
                  room.key = row.next<std::string>();
                  room.name = row.next<std::string>();
                  room.kind = storage::stored(parse_lodging_room_kind(row.next<std::string>()));
                  room.beds = row.next<std::optional<int>>();
                  room.accessible = row.next<bool>();
                  room.cost_per_night = {row.next<std::int64_t>(), currencies.at(key).value_or("")};
                  room.nights = std::move(nights[key][room.key]);
                  by_key.at(key)->rooms.push_back(std::move(room));
                  return true;
                }));
  return lodgings;
}

void save_lodging(storage::Transaction& tx, const core::EventId& event, const Lodging& lodging, core::Instant now) {
  save_version(tx, event, lodging, now);
  remove_other_rooms(tx, event, lodging);
  tx.execute("delete from trip_lodging_room_nights where event_id = :event and item_key = :key",
             {{"event", event}, {"key", lodging.key}});
  storage::BulkInsert rooms(
      tx,
      "insert into trip_lodging_rooms (event_id, item_key, room_key, list_position, name, kind, beds, is_accessible, "
      "cost_per_night)",
      "on duplicate key update list_position = values(list_position), name = values(name), kind = values(kind), "
      "beds = values(beds), is_accessible = values(is_accessible), cost_per_night = values(cost_per_night)");
  storage::BulkInsert nights(tx, "insert into trip_lodging_room_nights (event_id, item_key, room_key, night)");
  int position = 0;
  for (const auto& room : lodging.rooms) {
    rooms.add_row({event, lodging.key, room.key, ++position, room.name, to_text(room.kind), storage::Value(room.beds),
                   room.accessible ? 1 : 0, room.cost_per_night.minor});
  }
  rooms.send();
  for (const auto& room : lodging.rooms) {
    for (const auto& night : room.nights) nights.add_row({event, lodging.key, room.key, storage::Value(night)});
  }
  nights.send();
}

std::vector<Bed> load_beds(storage::Transaction& tx, const core::EventId& event) {
  return tx.select(
      "select item_key, participant_id, room_key, is_fixed from trip_beds where event_id = :event "
      "order by item_key, participant_id",
      {{"event", event}}, [](storage::Row& row) {
        Bed bed;
        bed.lodging = row.next<std::string>();
        bed.guest = row.next<core::ParticipantId>();
        bed.room = row.next<std::string>();
        bed.fixed = row.next<bool>();
        return bed;
      });
}

void save_beds(storage::Transaction& tx, const core::EventId& event, const Lodging& lodging,
               const std::vector<Bed>& beds, core::Instant now) {
  save_version(tx, event, lodging, now);
  tx.execute("delete from trip_beds where event_id = :event and item_key = :key",
             {{"event", event}, {"key", lodging.key}});
  storage::BulkInsert rows(tx, "insert into trip_beds (event_id, item_key, participant_id, room_key, is_fixed)");
  storage::write_references([&] {
    for (const auto& bed : beds) rows.add(event, lodging.key, bed.guest, bed.room, bed.fixed ? 1 : 0);
    rows.send();
  });
}

}  // namespace tagwerk::trips
