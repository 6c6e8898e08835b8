// Purpose: SQL of what is known of a series' events: recorded figures, and heads counted from registrations and check-ins. A few
// statements for a series, however many events it has; within one moment (Database::read_at_once), so that they fit each other.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <vector>

#include "engine/statistics/attendance.hpp"
#include "engine/statistics/turnout_memory.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

/// Every event of the series with its record and all of its heads.
[[nodiscard]] std::vector<EventFacts> load_events(storage::Transaction& tx, const core::SeriesId& series);
/// The same without the confirmed heads of events of which those count that were let in (counted_heads). Who came is read only where
/// `memory` does not know it.
[[nodiscard]] std::vector<EventFacts> load_counted_events(storage::Transaction& tx, const core::SeriesId& series,
                                                          TurnoutMemory& memory);

}  // namespace tagwerk::statistics
