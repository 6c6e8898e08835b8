// Purpose: SQL of what a forecast of an event learns from.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
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

}  // namespace tagwerk::statistics
