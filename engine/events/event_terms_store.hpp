// Purpose: SQL of an event's terms (schema: registration_rules, waitlist_priorities, ticket_categories, category_pools,
// contingents, events.terms_version). Whoever writes them holds the locks of the event's capacity_pools.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include "engine/core/id.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

/// Of an event that has none: the defaults.
[[nodiscard]] EventTerms load_terms(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::events
