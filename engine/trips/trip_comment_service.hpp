// Purpose: what travellers wrote of a trip, without who wrote it. Organizers see all of it and say what is published; all others of the
// organization, and companies with travellers on the trip, see what is. The audit trail has which comment, and never its text.
// Errors: core::not_found (event, comment), not_a_study_trip, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <optional>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_feedback.hpp"

namespace tagwerk::trips {

class TripCommentService {
 public:
  explicit TripCommentService(storage::Database& database) : database_(&database) {}

  /// Who may see published ones alone gets none of another state.
  [[nodiscard]] core::Result<core::Page<TripComment>> list(const access::Call& call, const core::EventId& event,
                                                           std::optional<CommentState> state,
                                                           const core::PageRequest& page);
  [[nodiscard]] core::Result<TripComment> moderate(const access::Call& call, const core::EventId& event,
                                                   const TripCommentId& id, CommentState state,
                                                   const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
