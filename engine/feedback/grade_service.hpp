// Purpose: giving and summing up grades. A participant is graded once; the event must have begun on its own wall clock and
// the place must be confirmed. A grade stays when the place or the event is cancelled later: it was given. Tokens of a
// company act for its own participants only; who else may read a single grade is the route table's business (nobody).
// Errors: core::not_found (event, grade), core::reference_not_found at /participant_id, event_not_started,
// participant_not_confirmed, core::already_exists. Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/feedback/grade.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::feedback {

class GradeService {
 public:
  explicit GradeService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<GivenGrade> give(const access::Call& call, const core::EventId& event,
                                              const NewGrade& grade);
  [[nodiscard]] core::Result<GivenGrade> find(const access::Call& call, const core::EventId& event,
                                              const core::ParticipantId& participant);
  [[nodiscard]] core::Result<GradeSummary> summary(const access::Call& call, const core::EventId& event);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::feedback
