// Purpose: SQL of which vendors took part in a series: two statements, however many events it has.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <set>
#include <vector>

#include "engine/statistics/vendors.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

/// Events that are not cancelled, with who booked.
[[nodiscard]] std::vector<VendorEvent> load_vendor_events(storage::Transaction& tx, const core::SeriesId& series);
/// Years whose record says that they are complete.
[[nodiscard]] std::set<int> load_complete_years(storage::Transaction& tx, const core::SeriesId& series);

}  // namespace tagwerk::statistics
