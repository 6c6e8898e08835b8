// Purpose: suggests how far the pools of an event can be overbooked. An organizer takes a suggestion over by putting the capacity.
// Errors: core::not_found (event). Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/overbooking.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

class OverbookingService {
 public:
  explicit OverbookingService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<OverbookingSuggestion> suggest(const access::Call& call, const core::EventId& event,
                                                            int max_risk_percent);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
