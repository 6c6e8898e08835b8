// Purpose: SQL of capacity pools (schema: capacity_pools, events.capacity_version). The row locks on the pools of an
// event decide who gets its last place, within one process and between several. They are taken after that of the event's own row
// (event_store.hpp).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/events/capacity.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

/// All rows, in key order.
[[nodiscard]] std::vector<PoolRow> load_pools(storage::Transaction& tx, const core::EventId& event);
/// The same, locked until the unit of work ends, as is the event itself (shared, unless the unit has it alone already): who reads
/// it now reads what holds. Empty: there is no such event.
[[nodiscard]] std::vector<PoolRow> lock_pools(storage::Transaction& tx, const core::EventId& event);
struct EventPool {
  core::EventId event;
  PoolRow row;
};
/// The same of several events, by id.
[[nodiscard]] std::vector<EventPool> lock_pools(storage::Transaction& tx, const std::set<core::EventId>& events);
/// To be locked: of events whose own rows are locked.
[[nodiscard]] std::vector<EventPool> load_pools(storage::Transaction& tx, const std::set<core::EventId>& events,
                                                storage::Lock lock);
/// An unlimited row if there is none of that key. The event must exist.
void ensure_pool(storage::Transaction& tx, const core::EventId& event, std::string_view key);
/// confirmed, held and waitlisted of these rows. Those that are not there are made, without a limit; the event must exist.
void save_counters(storage::Transaction& tx, std::span<const EventPool> pools);
void save_counters(storage::Transaction& tx, const core::EventId& event, std::span<const PoolRow> pools);

/// The rows that every event has.
void insert_own_pools(storage::Transaction& tx, const core::EventId& event);
/// Limit, overbook and position of one row, which is made if there is none of that key.
void save_limit(storage::Transaction& tx, const core::EventId& event, const PoolRow& pool);
void remove_pool(storage::Transaction& tx, const core::EventId& event, std::string_view key);
void remove_pools(storage::Transaction& tx, const core::EventId& event);

/// nullopt: the organization has no such event.
[[nodiscard]] std::optional<std::int64_t> find_capacity_version(storage::Transaction& tx,
                                                                const core::OrganizationId& organization,
                                                                const core::EventId& event,
                                                                storage::Lock lock = storage::Lock::none);
void save_capacity_version(storage::Transaction& tx, const core::EventId& event, std::int64_t version);

}  // namespace tagwerk::events
