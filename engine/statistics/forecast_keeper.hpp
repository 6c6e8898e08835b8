// Purpose: keeps the last forecast of each event that is not over (schema: event_forecasts), for tools that read the database. The only
// one that writes them.
// Each is made at most once an hour, whatever processes there are, in a unit of work of its own: what another one has just made stays.
// Errors: whatever keeps one forecast from being made is thrown; the next call goes on behind it.
// Thread-safety: one thread; several processes.
#pragma once

#include <chrono>
#include <cstddef>

#include "engine/statistics/forecast_service.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

inline constexpr std::chrono::hours forecasts_are_kept{1};

class ForecastKeeper {
 public:
  ForecastKeeper(storage::Database& database, ForecastService& forecasts)
      : database_(&database), forecasts_(&forecasts) {}

  /// At most `limit` that are due. Whether there are more.
  [[nodiscard]] bool make_due(core::Instant now, std::size_t limit);

 private:
  storage::Database* database_;
  ForecastService* forecasts_;
  core::EventId last_;  // what was looked at last, in the order of ids
};

}  // namespace tagwerk::statistics
