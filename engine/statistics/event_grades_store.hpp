// Purpose: SQL of the events of a series with their grades: two statements, however many events it has; and of the series of study
// trips. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/statistics/event_grades.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

/// Those that are not cancelled, also without grades.
[[nodiscard]] std::map<core::EventId, GradedEvent> load_graded_events(storage::Transaction& tx,
                                                                      const core::SeriesId& series);
/// With their keys, by key.
[[nodiscard]] std::vector<std::pair<core::SeriesId, std::string>> load_trip_series(
    storage::Transaction& tx, const core::OrganizationId& organization);

}  // namespace tagwerk::statistics
