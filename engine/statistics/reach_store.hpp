// Purpose: SQL of which companies came to which events of an organization: five statements, however many there are.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/statistics/reach.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

[[nodiscard]] ActiveCompanies load_active_companies(storage::Transaction& tx, const core::OrganizationId& organization);
/// Those that are not cancelled and begin on that day or earlier.
[[nodiscard]] std::vector<ReachEvent> load_reach_events(storage::Transaction& tx,
                                                        const core::OrganizationId& organization, core::Date as_of);
/// By key.
[[nodiscard]] std::vector<std::pair<core::SeriesId, std::string>> load_series_keys(
    storage::Transaction& tx, const core::OrganizationId& organization);

}  // namespace tagwerk::statistics
