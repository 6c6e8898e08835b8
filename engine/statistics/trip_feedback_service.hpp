// Purpose: what the travellers of a trip think of it, all together, told to staff: the overall grade and its response as in the
// statistics of grades (event_grades.hpp), and items and going again under the rules of trips/trip_feedback_summary.hpp.
// Errors: core::not_found (event), trips::not_a_study_trip. Thread-safety: any thread.
#pragma once

#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/event_grades.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_feedback_summary.hpp"

namespace tagwerk::statistics {

struct TripFeedbackFigures {
  core::EventId event;
  GradeFigures overall;
  trips::AgainShare again;
  std::vector<trips::ItemSummary> items;
};

class TripFeedbackFiguresService {
 public:
  explicit TripFeedbackFiguresService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<TripFeedbackFigures> figures(const access::Call& call, const core::EventId& event);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
