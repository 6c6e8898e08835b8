#include "engine/events/event_store.hpp"

#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {
namespace {

constexpr std::string_view own_columns =
    "e.id, e.series_id, e.name, e.edition_year, e.starts_on, e.ends_on, e.time_zone, e.city, e.country, e.venue_id, e.status, "
    "e.note, e.created_at, e.updated_at, e.version, e.questions_version, e.terms_version";

const std::string select_events = "select s.series_key, s.kind, " + std::string(own_columns) +
                                  " from events e join series s on s.id = e.series_id where e.organization_id = :org";

// A lock on the join would take the series' row as well; what a subquery reads is not locked.
const std::string select_events_to_lock =
    "select (select s.series_key from series s where s.id = e.series_id), "
    "(select s.kind from series s where s.id = e.series_id), " +
    std::string(own_columns) + " from events e where e.organization_id = :org";

std::string selected(std::string_view condition, storage::Lock lock) {
  if (lock == storage::Lock::none) return select_events + std::string(condition);
  return storage::locked(select_events_to_lock + std::string(condition), lock);
}

Event read_event(storage::Row& row) {
  auto series_key = row.next<std::string>();
  const auto kind = storage::stored(parse_series_kind(row.next<std::string>()));
  return {.id = row.next<core::EventId>(),
          .series = row.next<core::SeriesId>(),
          .series_key = std::move(series_key),
          .kind = kind,
          .name = row.next<std::string>(),
          .edition_year = row.next<int>(),
          .starts_on = row.next<core::Date>(),
          .ends_on = row.next<core::Date>(),
          .time_zone = row.next<std::string>(),
          .city = row.next<std::string>(),
          .country = row.next<std::string>(),
          .venue = row.next<std::optional<core::VenueId>>(),
          .status = storage::stored(parse_event_status(row.next<std::string>())),
          .note = row.next<std::optional<std::string>>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>(),
          .questions_version = row.next<std::int64_t>(),
          .terms_version = row.next<std::int64_t>()};
}

storage::Binds binds_of(const Event& event) {
  return {{"id", event.id},
          {"series", event.series},
          {"name", event.name},
          {"year", event.edition_year},
          {"starts", event.starts_on},
          {"ends", event.ends_on},
          {"zone", event.time_zone},
          {"city", event.city},
          {"country", event.country},
          {"venue", event.venue},
          {"status", to_text(event.status)},
          {"note", event.note},
          {"updated", event.updated_at},
          {"version", event.version}};
}

}  // namespace

std::optional<Event> find_event(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::EventId& event, storage::Lock lock) {
  return tx.select_one(selected(" and e.id = :id", lock), {{"org", organization}, {"id", event}}, read_event);
}

std::map<core::EventId, Event> find_events(storage::Transaction& tx, const core::OrganizationId& organization,
                                           const std::set<core::EventId>& events, storage::Lock lock) {
  std::map<core::EventId, Event> found;
  const auto sql = selected(" and e.id in " + storage::IdList(events).sql() + " order by e.id", lock);
  for (auto& event : tx.select(sql, {{"org", organization}}, read_event)) found.emplace(event.id, std::move(event));
  return found;
}

void lock_events(storage::Transaction& tx, const std::set<core::EventId>& events, storage::Lock lock) {
  const auto sql = "select 1 from events where id in " + storage::IdList(events).sql() + " order by id";
  tx.select(storage::locked(sql, lock), {}, [](storage::Row&) { return true; });
}

core::Page<Event> list_events(storage::Transaction& tx, const core::OrganizationId& organization,
                              const EventFilter& filter, const core::PageRequest& page) {
  storage::Query query{select_events, {{"org", organization}}};
  if (filter.series_key) query.also("s.series_key = :series", "series", *filter.series_key);
  if (filter.kind) query.also("s.kind = :kind", "kind", to_text(*filter.kind));
  if (filter.status) query.also("e.status = :status", "status", to_text(*filter.status));
  if (filter.edition_year) query.also("e.edition_year = :year", "year", *filter.edition_year);
  if (filter.from) query.also("e.starts_on >= :from", "from", *filter.from);
  if (filter.to) query.also("e.starts_on <= :to", "to", *filter.to);
  return storage::list_rows(tx, std::move(query), "e.", page, read_event);
}

void insert_event(storage::Transaction& tx, const core::OrganizationId& organization, const Event& event) {
  auto binds = binds_of(event);
  binds.push_back({"org", organization});
  binds.push_back({"created", event.created_at});
  storage::write_references([&] {
    tx.execute(
        "insert into events (id, organization_id, series_id, name, edition_year, starts_on, ends_on, time_zone, "
        "city, country, venue_id, status, note, created_at, updated_at, version) values (:id, :org, :series, "
        ":name, :year, :starts, :ends, :zone, :city, :country, :venue, :status, :note, :created, :updated, "
        ":version)",
        binds);
  });
}

void update_event(storage::Transaction& tx, const Event& event) {
  storage::write_references([&] {
    tx.execute(
        "update events set series_id = :series, name = :name, edition_year = :year, starts_on = :starts, "
        "ends_on = :ends, time_zone = :zone, city = :city, country = :country, venue_id = :venue, "
        "status = :status, note = :note, updated_at = :updated, version = :version where id = :id",
        binds_of(event));
  });
}

bool remove_event(storage::Transaction& tx, const core::EventId& event) {
  return !storage::forbidden_by([&] { tx.execute("delete from events where id = :id", {{"id", event}}); });
}

}  // namespace tagwerk::events
