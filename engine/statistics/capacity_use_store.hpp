// Purpose: SQL of what the events of a series offer and how much of it is used: three statements for a series, and a few for each event
// with talks. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <vector>

#include "engine/core/id.hpp"
#include "engine/statistics/capacity_use.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct Offer {
  CapacityUse use;  // without its pools
  std::vector<events::PoolRow> pools;
};

/// Those that are not cancelled, by their first day.
[[nodiscard]] std::vector<Offer> load_offers(storage::Transaction& tx, const core::SeriesId& series);

}  // namespace tagwerk::statistics
