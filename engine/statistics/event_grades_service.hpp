// Purpose: grades over the editions of a series, and study trips side by side, told to staff. Figures are of the whole organization,
// so tokens of a company get none (the route table says so).
// Errors: core::not_found (series), core::validation_failed (core::field_order at ?to). Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/event_grades.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct SeriesGrades {
  std::string series_key;
  events::SeriesKind kind = events::SeriesKind::other;
  std::vector<EventGrades> events;  // that have grades, by their first day
  std::vector<YearGrades> years;
};

class EventGradesService {
 public:
  explicit EventGradesService(storage::Database& database) : database_(&database) {}

  /// Of the edition years from…to, both included; so are trips.
  [[nodiscard]] core::Result<SeriesGrades> grades(const access::Call& call, const std::string& series_key,
                                                  std::optional<int> from, std::optional<int> to);
  /// Of all series of study trips, by their first day. Margins are told to organizers, and to nobody else.
  [[nodiscard]] core::Result<std::vector<Trip>> trips(const access::Call& call, std::optional<int> from,
                                                      std::optional<int> to);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
