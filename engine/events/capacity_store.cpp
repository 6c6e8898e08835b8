#include "engine/events/capacity_store.hpp"

#include <string>

#include "engine/events/event_store.hpp"
#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {
namespace {

EventPool read_pool(storage::Row& row) {
  return {.event = row.next<core::EventId>(),
          .row = {.key = row.next<std::string>(),
                  .list_position = row.next<int>(),
                  .limit = row.next<std::optional<std::int64_t>>(),
                  .overbook = row.next<std::int64_t>(),
                  .confirmed = row.next<std::int64_t>(),
                  .held = row.next<std::int64_t>(),
                  .waitlisted = row.next<std::int64_t>()}};
}

std::vector<PoolRow> rows_of(std::vector<EventPool> of_one) {
  std::vector<PoolRow> rows;
  rows.reserve(of_one.size());
  for (auto& pool : of_one) rows.push_back(std::move(pool.row));
  return rows;
}

}  // namespace

std::vector<PoolRow> load_pools(storage::Transaction& tx, const core::EventId& event) {
  return rows_of(load_pools(tx, {event}, storage::Lock::none));
}

std::vector<PoolRow> lock_pools(storage::Transaction& tx, const core::EventId& event) {
  return rows_of(lock_pools(tx, std::set{event}));
}

std::vector<EventPool> lock_pools(storage::Transaction& tx, const std::set<core::EventId>& events) {
  if (events.empty()) return {};
  lock_events(tx, events, storage::Lock::shared);
  return load_pools(tx, events, storage::Lock::for_update);
}

void ensure_pool(storage::Transaction& tx, const core::EventId& event, std::string_view key) {
  storage::write_references([&] {
    tx.execute(
        "insert into capacity_pools (event_id, pool_key) values (:event, :key) "
        "on duplicate key update pool_key = :key",
        {{"event", event}, {"key", key}});
  });
}

std::vector<EventPool> load_pools(storage::Transaction& tx, const std::set<core::EventId>& events, storage::Lock lock) {
  const storage::IdList ids(events);
  const auto sql =
      "select event_id, pool_key, list_position, limit_count, overbook, confirmed, held, waitlisted "
      "from capacity_pools where event_id in " +
      ids.sql() + " order by event_id, pool_key";
  return tx.select(storage::locked(sql, lock), {}, read_pool);
}

void save_counters(storage::Transaction& tx, std::span<const EventPool> pools) {
  storage::BulkInsert rows(
      tx, "insert into capacity_pools (event_id, pool_key, confirmed, held, waitlisted)",
      "on duplicate key update confirmed = values(confirmed), held = values(held), waitlisted = values(waitlisted)");
  for (const auto& [event, pool] : pools) rows.add(event, pool.key, pool.confirmed, pool.held, pool.waitlisted);
  storage::write_references([&] { rows.send(); });
}

void save_counters(storage::Transaction& tx, const core::EventId& event, std::span<const PoolRow> pools) {
  std::vector<EventPool> of_event;
  for (const auto& pool : pools) of_event.push_back({event, pool});
  save_counters(tx, of_event);
}

void insert_own_pools(storage::Transaction& tx, const core::EventId& event) {
  tx.insert_rows("insert into capacity_pools (event_id, pool_key)",
                 {{event, companies_pool}, {event, participants_pool}});
}

void save_limit(storage::Transaction& tx, const core::EventId& event, const PoolRow& pool) {
  storage::write_references([&] {
    tx.execute(
        "insert into capacity_pools (event_id, pool_key, list_position, limit_count, overbook) "
        "values (:event, :key, :position, :limit, :overbook) "
        "on duplicate key update list_position = :position, limit_count = :limit, overbook = :overbook",
        {{"event", event},
         {"key", pool.key},
         {"position", pool.list_position},
         {"limit", pool.limit},
         {"overbook", pool.overbook}});
  });
}

void remove_pool(storage::Transaction& tx, const core::EventId& event, std::string_view key) {
  tx.execute("delete from capacity_pools where event_id = :event and pool_key = :key",
             {{"event", event}, {"key", key}});
}

void remove_pools(storage::Transaction& tx, const core::EventId& event) {
  tx.execute("delete from capacity_pools where event_id = :event", {{"event", event}});
}

std::optional<std::int64_t> find_capacity_version(storage::Transaction& tx, const core::OrganizationId& organization,
                                                  const core::EventId& event, storage::Lock lock) {
  return tx.scalar<std::int64_t>(
      storage::locked("select capacity_version from events where id = :event and organization_id = :org", lock),
      {{"event", event}, {"org", organization}});
}

void save_capacity_version(storage::Transaction& tx, const core::EventId& event, std::int64_t version) {
  tx.execute("update events set capacity_version = :version where id = :event",
             {{"version", version}, {"event", event}});
}

}  // namespace tagwerk::events
