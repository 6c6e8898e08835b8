#include "engine/feedback/grade_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/events/event_store.hpp"
#include "engine/feedback/feedback_errors.hpp"
#include "engine/feedback/grade_store.hpp"
#include "engine/registration/participant_store.hpp"

namespace tagwerk::feedback {

namespace refusals = core::refusals;

namespace {

core::Error no_event(const core::EventId& event) { return refusals::not_found("event", event.text()); }

core::Error no_grade(const core::ParticipantId& participant) {
  return refusals::not_found("grade", participant.text());
}

bool has_begun(const events::Event& event, core::Instant now) {
  const auto start = core::start_of_day(event.starts_on, event.time_zone);
  return start && *start <= now;
}

/// A participant of this event, if the caller may see it.
std::optional<registration::Participant> find_participant(storage::Transaction& tx, const access::Call& call,
                                                          const core::EventId& event,
                                                          const core::ParticipantId& participant) {
  auto found = registration::find_participant(tx, call.principal.organization, event, participant);
  if (!found || !call.principal.may_see(found->company)) return std::nullopt;
  return found;
}

/// Why this participant may give no grade now, if so.
core::Result<> may_grade(storage::Transaction& tx, const access::Call& call, const core::EventId& event_id,
                         const core::ParticipantId& id) {
  // A cancellation takes this lock as well: the place is there until the grade is, or gone before.
  registration::lock_participant(tx, id);
  const auto event = events::find_event(tx, call.principal.organization, event_id);
  if (!event) return no_event(event_id);
  const auto participant = find_participant(tx, call, event_id, id);
  if (!participant) {
    return refusals::no_such_reference("/participant_id", "participant", id.text());
  }
  if (participant->state != registration::ParticipantState::confirmed) {
    return core::fail(participant_not_confirmed,
                      {{"participant", id.text()}, {"state", std::string(registration::to_text(participant->state))}});
  }
  if (!has_begun(*event, call.now)) {
    return core::fail(event_not_started,
                      {{"starts_on", core::to_text(event->starts_on)}, {"time_zone", event->time_zone}});
  }
  return {};
}

}  // namespace

core::Result<GivenGrade> GradeService::give(const access::Call& call, const core::EventId& event,
                                            const NewGrade& grade) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<GivenGrade> {
    if (auto allowed = may_grade(tx, call, event, grade.participant); !allowed) return allowed.error();
    GivenGrade given{.event = event, .participant = grade.participant, .grade = grade.grade, .created_at = call.now};
    const auto id = core::Uuid::make(call.now);
    if (!insert_grade(tx, call.principal.organization, id, given)) {
      return refusals::already_exists("grade", "participant_id", grade.participant.text());
    }
    // That a grade was given, not which: the trail must not undo what the summary hides.
    audit::record(tx, call,
                  {.object_kind = "grade",
                   .object = id,
                   .action = "created",
                   .changes = {{"event_id", std::nullopt, event.text()},
                               {"participant_id", std::nullopt, grade.participant.text()}}});
    return given;
  });
}

core::Result<GivenGrade> GradeService::find(const access::Call& call, const core::EventId& event,
                                            const core::ParticipantId& participant) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<GivenGrade> {
    if (!find_participant(tx, call, event, participant)) return no_grade(participant);
    auto found = find_grade(tx, participant);
    if (!found) return no_grade(participant);
    return *found;
  });
}

core::Result<GradeSummary> GradeService::summary(const access::Call& call, const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<GradeSummary> {
    if (!events::find_event(tx, call.principal.organization, event)) return no_event(event);
    return summarize(count_grades(tx, event));
  });
}

}  // namespace tagwerk::feedback
