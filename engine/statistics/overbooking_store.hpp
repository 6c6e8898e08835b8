// Purpose: SQL of how many came to past events of a series: one statement for all of them.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <vector>

#include "engine/events/event.hpp"
#include "engine/statistics/overbooking.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

/// The latest completed events of the series that began on an earlier day, the latest first; at most max_past_events.
[[nodiscard]] std::vector<PastEvent> load_past_events(storage::Transaction& tx, const events::Event& event);

}  // namespace tagwerk::statistics
