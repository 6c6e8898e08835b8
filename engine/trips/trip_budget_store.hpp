// Purpose: SQL of trips' budgets (schema: trip_budgets, trip_budget_items, trip_rates).
// Errors: storage errors are thrown. Thread-safety: as the Transaction. Locks: the event first (event_store.hpp).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_budget.hpp"

namespace tagwerk::trips {

struct StoredBudget {
  std::int64_t version = 0;  // 0: there is none
  std::optional<TripBudget> budget;
};
[[nodiscard]] StoredBudget load_budget(storage::Transaction& tx, const core::EventId& event);
/// Replaces what there was.
void save_budget(storage::Transaction& tx, const core::EventId& event, std::int64_t version, const TripBudget& budget);

}  // namespace tagwerk::trips
