// Purpose: travellers say what they think of a trip, by their personal links; organizers enter what came on paper. The overall grade
// is given to engine/feedback in the same unit of work.
// Rules: an answer is given once. The same again by the link that gave it is no mistake (it was sent twice); anything else is
// refused, to organizers whatever they send: what is accepted would tell them what was given. Likewise an overall grade beside one
// that was given otherwise. The audit trail says that somebody answered, never what.
// Errors: core::not_found (event, traveller, personal link), not_a_study_trip, core::validation_failed (also item_not_graded,
// item_not_begun, core::field_required at /overall), feedback::event_not_started, feedback_closed, feedback_already_given,
// grade_already_given, traveller_not_named, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_feedback.hpp"

namespace tagwerk::trips {

/// What a traveller may say now, and what he has said.
struct FeedbackForm {
  events::Event event;
  FeedbackState state = FeedbackState::open;
  core::Date ends_on;         // the last day, in the event's zone
  bool has_grade = false;     // an overall grade is there: none is said any more
  bool has_answered = false;  // there is an answer, also where this link does not read it
  std::vector<GradedItem> items;
  std::optional<TripOpinion> answer;
};

class TripFeedbackService {
 public:
  explicit TripFeedbackService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<FeedbackForm> form(const access::Call& anonymous, std::string_view link);
  [[nodiscard]] core::Result<FeedbackForm> give(const access::Call& anonymous, std::string_view link,
                                                const TripOpinion& opinion, const core::ExpectedVersion& expected);
  /// From paper.
  [[nodiscard]] core::Result<> enter(const access::Call& call, const core::EventId& event,
                                     const core::ParticipantId& participant, const TripOpinion& opinion,
                                     const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
