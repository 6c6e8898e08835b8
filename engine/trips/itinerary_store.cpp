#include "engine/trips/itinerary_store.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/storage/rows.hpp"

namespace tagwerk::trips {
namespace {

constexpr int draft_number = 0;
constexpr std::string_view children[] = {"trip_item_groups", "trip_items", "trip_transfers", "trip_place_hours",
                                         "trip_places"};

int bits_of(const std::vector<Weekday>& days) {
  int bits = 0;
  for (const auto day : days) bits |= 1 << static_cast<int>(day);
  return bits;
}

std::vector<Weekday> days_of(int bits) {
  std::vector<Weekday> days;
  for (const auto day : all_weekdays) {
    if ((bits >> static_cast<int>(day) & 1) != 0) days.push_back(day);
  }
  return days;
}

// ---- writing ----------------------------------------------------------------------------------------------------------

using Rows = std::vector<std::vector<storage::Value>>;

void insert_places(storage::Transaction& tx, const core::EventId& event, int number, const Itinerary& itinerary) {
  Rows places;
  Rows hours;
  places.reserve(itinerary.places.size());
  for (const auto& one : itinerary.places) {
    places.push_back({event, number, places.size(), one.key, one.name, one.country, one.time_zone, one.address});
    int position = 0;
    for (const auto& span : one.hours) {
      hours.push_back(
          {event, number, one.key, position++, bits_of(span.days), span.opens_at.minutes, span.closes_at.minutes});
    }
  }
  tx.insert_rows(
      "insert into trip_places (event_id, number, list_position, place_key, name, country, time_zone, address)",
      places);
  tx.insert_rows(
      "insert into trip_place_hours (event_id, number, place_key, list_position, weekdays, opens_at, closes_at)",
      hours);
  Rows transfers;
  transfers.reserve(itinerary.transfers.size());
  for (const auto& one : itinerary.transfers)
    transfers.push_back({event, number, transfers.size(), one.from, one.to, one.minutes});
  tx.insert_rows("insert into trip_transfers (event_id, number, list_position, from_key, to_key, minutes)", transfers);
}

void insert_items(storage::Transaction& tx, const core::EventId& event, int number, const Itinerary& itinerary,
                  const std::vector<PublishedItem>& told) {
  Rows items;
  Rows groups;
  items.reserve(itinerary.items.size());
  for (const auto& one : itinerary.items) {
    const auto as_told = told.empty() ? PublishedItem{} : told[items.size()];
    items.push_back({event,
                     number,
                     items.size(),
                     one.key,
                     to_text(one.kind),
                     one.title,
                     one.place,
                     one.to,
                     one.starts.date,
                     one.starts.time.minutes,
                     one.ends.date,
                     one.ends.time.minutes,
                     one.for_everybody,
                     one.limit,
                     one.mode ? storage::Value(to_text(*one.mode)) : storage::Value(nullptr),
                     one.carrier,
                     one.number,
                     one.host,
                     one.contact,
                     one.dress,
                     one.identification,
                     one.register_by,
                     one.note,
                     as_told.sequence,
                     as_told.cancelled});
    int position = 0;
    for (const auto& group : one.groups)
      groups.push_back({event, number, one.key, position++, group.key, group.name, group.limit});
  }
  tx.insert_rows(
      "insert into trip_items (event_id, number, list_position, item_key, kind, title, place_key, to_key, start_day, "
      "start_time, end_day, end_time, for_everybody, head_limit, travel_mode, carrier, travel_number, host, contact, dress, "
      "identification, register_by, note, sequence, is_cancelled)",
      items);
  tx.insert_rows(
      "insert into trip_item_groups (event_id, number, item_key, list_position, group_key, name, head_limit)", groups);
}

// ---- reading ----------------------------------------------------------------------------------------------------------

void load_places(storage::Transaction& tx, const storage::Binds& binds, Itinerary& itinerary) {
  itinerary.places = tx.select(
      "select place_key, name, country, time_zone, address from trip_places where event_id = :event and number = :number "
      "order by list_position",
      binds, [](storage::Row& row) {
        return Place{.key = row.next<std::string>(),
                     .name = row.next<std::string>(),
                     .country = row.next<std::string>(),
                     .time_zone = row.next<std::string>(),
                     .address = row.next<std::optional<std::string>>(),
                     .hours = {}};
      });
  std::map<std::string, std::vector<OpeningHours>> hours;
  static_cast<void>(tx.select(
      "select place_key, weekdays, opens_at, closes_at from trip_place_hours where event_id = :event and number = :number "
      "order by place_key, list_position",
      binds, [&](storage::Row& row) {
        auto& of_place = hours[row.next<std::string>()];
        of_place.push_back(
            {.days = days_of(row.next<int>()), .opens_at = {row.next<int>()}, .closes_at = {row.next<int>()}});
        return true;
      }));
  for (auto& place : itinerary.places) {
    if (const auto found = hours.find(place.key); found != hours.end()) place.hours = std::move(found->second);
  }
  itinerary.transfers = tx.select(
      "select from_key, to_key, minutes from trip_transfers where event_id = :event and number = :number order by "
      "list_position",
      binds, [](storage::Row& row) {
        return Transfer{.from = row.next<std::string>(), .to = row.next<std::string>(), .minutes = row.next<int>()};
      });
}

Item item_from(storage::Row& row) {
  Item item;
  item.key = row.next<std::string>();
  item.kind = storage::stored(parse_item_kind(row.next<std::string>()));
  item.title = row.next<std::string>();
  item.place = row.next<std::string>();
  item.to = row.next<std::optional<std::string>>();
  item.starts.date = row.next<core::Date>();
  item.starts.time.minutes = row.next<int>();
  item.ends.date = row.next<core::Date>();
  item.ends.time.minutes = row.next<int>();
  item.for_everybody = row.next<bool>();
  item.limit = row.next<std::optional<int>>();
  if (const auto mode = row.next<std::optional<std::string>>()) item.mode = storage::stored(parse_travel_mode(*mode));
  item.carrier = row.next<std::optional<std::string>>();
  item.number = row.next<std::optional<std::string>>();
  item.host = row.next<std::optional<std::string>>();
  item.contact = row.next<std::optional<std::string>>();
  item.dress = row.next<std::optional<std::string>>();
  item.identification = row.next<std::optional<std::string>>();
  item.register_by = row.next<std::optional<core::Date>>();
  item.note = row.next<std::optional<std::string>>();
  return item;
}

std::vector<PublishedItem> load_items(storage::Transaction& tx, const storage::Binds& binds, Itinerary& itinerary) {
  std::vector<PublishedItem> told;
  itinerary.items = tx.select(
      "select item_key, kind, title, place_key, to_key, start_day, start_time, end_day, end_time, for_everybody, head_limit, "
      "travel_mode, carrier, travel_number, host, contact, dress, identification, register_by, note, sequence, is_cancelled "
      "from trip_items where event_id = :event and number = :number order by list_position",
      binds, [&](storage::Row& row) {
        auto item = item_from(row);
        const auto sequence = row.next<int>();
        told.push_back({.sequence = sequence, .cancelled = row.next<bool>()});
        return item;
      });
  std::map<std::string, std::vector<SubGroup>> groups;
  static_cast<void>(tx.select(
      "select item_key, group_key, name, head_limit from trip_item_groups where event_id = :event and number = :number order "
      "by item_key, list_position",
      binds, [&](storage::Row& row) {
        auto& of_item = groups[row.next<std::string>()];
        of_item.push_back(
            {.key = row.next<std::string>(), .name = row.next<std::string>(), .limit = row.next<std::optional<int>>()});
        return true;
      }));
  for (auto& item : itinerary.items) {
    if (const auto found = groups.find(item.key); found != groups.end()) item.groups = std::move(found->second);
  }
  return told;
}

std::vector<PublishedItem> load(storage::Transaction& tx, const core::EventId& event, int number,
                                Itinerary& itinerary) {
  const storage::Binds binds{{"event", event}, {"number", number}};
  load_places(tx, binds, itinerary);
  return load_items(tx, binds, itinerary);
}

Publication publication_from(storage::Row& row) {
  Publication publication;
  publication.number = row.next<int>();
  publication.published_at = row.next<core::Instant>();
  publication.note = row.next<std::optional<std::string>>();
  return publication;
}

}  // namespace

std::optional<Draft> find_draft(storage::Transaction& tx, const core::EventId& event) {
  auto draft = tx.select_one("select version, publications from trip_itineraries where event_id = :event",
                             {{"event", event}}, [](storage::Row& row) {
                               Draft it;
                               it.version = row.next<std::int64_t>();
                               it.publications = row.next<int>();
                               return it;
                             });
  if (draft) static_cast<void>(load(tx, event, draft_number, draft->itinerary));
  return draft;
}

void save_draft(storage::Transaction& tx, const core::EventId& event, const Itinerary& itinerary, std::int64_t version,
                core::Instant now) {
  tx.execute(
      "insert into trip_itineraries (event_id, version, publications, created_at, updated_at) values (:event, :version, 0, "
      ":now, :now) on duplicate key update version = :version, updated_at = :now",
      {{"event", event}, {"version", version}, {"now", now}});
  for (const auto table : children) {
    tx.execute(std::string("delete from ").append(table).append(" where event_id = :event and number = :number"),
               {{"event", event}, {"number", draft_number}});
  }
  insert_places(tx, event, draft_number, itinerary);
  insert_items(tx, event, draft_number, itinerary, {});
}

std::optional<Publication> find_publication(storage::Transaction& tx, const core::EventId& event,
                                            std::optional<int> number) {
  storage::Query query{.sql = "select number, published_at, note from trip_publications where event_id = :event",
                       .binds = {{"event", event}}};
  if (number) query.also("number = :number", "number", *number);
  query.sql.append(" order by number desc limit 1");
  auto found = tx.select_one(query.sql, query.binds, publication_from);
  if (found) found->items = load(tx, event, found->number, found->itinerary);
  return found;
}

std::vector<Publication> load_publications(storage::Transaction& tx, const core::EventId& event, int before_number,
                                           int count) {
  auto found = tx.select(
      "select number, published_at, note from trip_publications where event_id = :event and number < :before order by "
      "number desc limit :rows",
      {{"event", event}, {"before", before_number}, {"rows", count}}, publication_from);
  for (auto& one : found) one.items = load(tx, event, one.number, one.itinerary);
  return found;
}

void insert_publication(storage::Transaction& tx, const core::EventId& event, const Publication& publication,
                        std::int64_t version) {
  tx.execute(
      "update trip_itineraries set publications = :number, version = :version, updated_at = :now where event_id = :event",
      {{"event", event}, {"number", publication.number}, {"version", version}, {"now", publication.published_at}});
  tx.execute(
      "insert into trip_publications (event_id, number, published_at, note) values (:event, :number, :now, :note)",
      {{"event", event},
       {"number", publication.number},
       {"now", publication.published_at},
       {"note", publication.note}});
  insert_places(tx, event, publication.number, publication.itinerary);
  insert_items(tx, event, publication.number, publication.itinerary, publication.items);
}

std::int64_t count_heads(storage::Transaction& tx, const core::EventId& event,
                         const std::optional<core::CompanyId>& company) {
  storage::Query query{.sql = "select coalesce(sum(confirmed_heads), 0) from event_companies where event_id = :event",
                       .binds = {{"event", event}}};
  if (company) query.also("company_id = :company", "company", *company);
  return tx.scalar<std::int64_t>(query.sql, query.binds).value_or(0);
}

}  // namespace tagwerk::trips
