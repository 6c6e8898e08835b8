// Purpose: SQL of events (schema: events). Errors: storage errors are thrown; a series or venue that vanished
// meanwhile is storage::Restart. Thread-safety: as the Transaction.
// Locks: the event's own row first, then its capacity rows (capacity_store.hpp). Whoever takes or frees places, or writes rows
// that refer to the event, has it shared; whoever changes it, its limits, terms or questions, has it alone. So the two cannot
// interleave, and as rows that refer to an event lock it by their foreign key anyhow, no other order would do.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

[[nodiscard]] std::optional<Event> find_event(storage::Transaction& tx, const core::OrganizationId& organization,
                                              const core::EventId& event, storage::Lock lock = storage::Lock::none);
/// Those of these that the organization has, locked in the order of their ids.
[[nodiscard]] std::map<core::EventId, Event> find_events(storage::Transaction& tx,
                                                         const core::OrganizationId& organization,
                                                         const std::set<core::EventId>& events,
                                                         storage::Lock lock = storage::Lock::none);
/// The locks alone, whoever's they are; those that are not there are not missed.
void lock_events(storage::Transaction& tx, const std::set<core::EventId>& events, storage::Lock lock);
[[nodiscard]] core::Page<Event> list_events(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const EventFilter& filter, const core::PageRequest& page);
void insert_event(storage::Transaction& tx, const core::OrganizationId& organization, const Event& event);
void update_event(storage::Transaction& tx, const Event& event);
/// False when other tables still refer to it. Its capacity rows must be gone.
[[nodiscard]] bool remove_event(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::events
