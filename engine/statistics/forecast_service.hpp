// Purpose: forecasts of an event's attendance, and of a year of a series, told to staff.
// Figures are of the whole organization, so tokens of a company get none (the route table says so).
// Errors: core::not_found (event, series), core::validation_failed (?year). Thread-safety: any thread.
#pragma once

#include <string>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/event_forecast.hpp"
#include "engine/statistics/turnout_memory.hpp"
#include "engine/statistics/year_forecast.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

inline constexpr std::size_t max_events_of_a_year = 60;  // that are forecast

class ForecastService {
 public:
  ForecastService(storage::Database& database, TurnoutMemory& turnouts) : database_(&database), turnouts_(&turnouts) {}

  /// Of the event's series.
  [[nodiscard]] core::Result<std::string> series_of(const access::Call& call, const core::EventId& event);
  [[nodiscard]] core::Result<EventForecast> event(const access::Call& call, const core::EventId& event);
  /// The year may be one of which no event is planned yet.
  [[nodiscard]] core::Result<YearForecast> year(const access::Call& call, const std::string& series_key, int year);

 private:
  storage::Database* database_;
  TurnoutMemory* turnouts_;
};

}  // namespace tagwerk::statistics
