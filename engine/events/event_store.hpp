// Purpose: SQL of events (schema: events). Errors: storage errors are thrown; a series or venue that vanished
// meanwhile is storage::Restart. Thread-safety: as the Transaction.
// Locks: capacity rows first (lock_pools), then the event's row. A transaction that takes or frees places reads the
// event after it has locked the capacity rows; cancelling and deleting lock them first, so the two cannot interleave.
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
/// Those of these that the organization has.
[[nodiscard]] std::map<core::EventId, Event> find_events(storage::Transaction& tx,
                                                         const core::OrganizationId& organization,
                                                         const std::set<core::EventId>& events);
[[nodiscard]] core::Page<Event> list_events(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const EventFilter& filter, const core::PageRequest& page);
void insert_event(storage::Transaction& tx, const core::OrganizationId& organization, const Event& event);
void update_event(storage::Transaction& tx, const Event& event);
/// False when other tables still refer to it. Its capacity rows must be gone.
[[nodiscard]] bool remove_event(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::events
