// Purpose: SQL of what a forecast of an event learns from, and of the last one of each (schema: event_forecasts).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
#include "engine/statistics/event_forecast.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct EditionRow {
  core::EventId event;
  core::SeriesId series;
  int edition_year = 0;
  core::Date starts_on;
  core::Date ends_on;
  std::string time_zone;
  events::EventStatus status = events::EventStatus::planned;
};

/// Of its series, not cancelled, begun on an earlier day; the latest first.
[[nodiscard]] std::vector<EditionRow> list_editions_before(storage::Transaction& tx, const events::Event& event,
                                                           std::size_t limit);
/// Likewise of the other series of its kind in its organization.
[[nodiscard]] std::vector<EditionRow> list_others_before(storage::Transaction& tx, const events::Event& event,
                                                         std::size_t limit);
/// Of an edition year, not cancelled, in the order of their days.
[[nodiscard]] std::vector<core::EventId> list_events_of_year(storage::Transaction& tx, const core::SeriesId& series,
                                                             int edition_year, std::size_t limit);

/// Of partner companies, with a place that is still confirmed.
struct LetIn {
  std::int64_t participants = 0;
  std::int64_t companies = 0;
};
[[nodiscard]] LetIn count_let_in(storage::Transaction& tx, const core::EventId& event);

struct DueForecast {
  core::EventId event;
  core::OrganizationId organization;
};
/// Events after this one, in the order of ids, that are not over and whose last forecast is of that time or older, or missing.
[[nodiscard]] std::vector<DueForecast> list_due_forecasts(storage::Transaction& tx, core::Instant now,
                                                          core::Instant made_until, const core::EventId& after,
                                                          std::size_t limit);
/// When the last forecast was made, if there is one. Locked.
[[nodiscard]] std::optional<core::Instant> lock_forecast(storage::Transaction& tx, const core::EventId& event);
/// In place of the last one.
void save_forecast(storage::Transaction& tx, const core::EventId& event, const EventForecast& forecast,
                   core::Instant as_of);

}  // namespace tagwerk::statistics
