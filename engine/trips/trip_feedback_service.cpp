#include "engine/trips/trip_feedback_service.hpp"

#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/feedback/feedback_errors.hpp"
#include "engine/feedback/grade_service.hpp"
#include "engine/feedback/grade_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/personal_access.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_feedback_errors.hpp"
#include "engine/trips/trip_feedback_store.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {
namespace {

constexpr std::int64_t only_version = 1;

bool is_met_by(const core::ExpectedVersion& expected, bool is_there) {
  return expected.is_met_by(is_there ? std::optional(only_version) : std::nullopt);
}

FeedbackForm form_of(storage::Transaction& tx, const PersonalAccess& opened) {
  FeedbackForm form;
  form.event = opened.event;
  form.ends_on = feedback_ends_on(opened.returns_on);
  form.state = feedback_state(opened.event.starts_on, opened.returns_on, opened.event.time_zone, opened.call.now);
  form.items = graded_items(find_publication(tx, opened.event.id, {}));
  form.has_grade = feedback::find_grade(tx, opened.traveller.id).has_value();
  auto given = find_feedback(tx, opened.traveller.id);
  if (!given) return form;
  form.state = FeedbackState::given;
  form.has_answered = true;
  if (may_read(*given, opened.link)) form.answer = std::move(given->opinion);
  return form;
}

/// It was sent twice.
bool is_repeated(const TripFeedback& given, const PersonalLink& link, const TripOpinion& opinion) {
  if (!given.link || !may_read(given, link)) return false;
  auto before = given.opinion;
  if (!opinion.overall) before.overall.reset();
  return before == opinion;
}

// A random id, of no time: with the audit trail, which says who answered when, one of now would tell whose it is.
TripCommentId comment_id(const events::Event& event) { return TripCommentId::make(core::Instant(event.starts_on)); }

std::vector<TripCommentId> comment_ids(const events::Event& event, const TripOpinion& opinion) {
  std::vector<TripCommentId> ids;
  ids.reserve(opinion.items.size() + 1);
  if (opinion.comment) ids.push_back(comment_id(event));
  for (const auto& one : opinion.items) {
    if (one.comment) ids.push_back(comment_id(event));
  }
  return ids;
}

struct Answering {
  const events::Event& event;
  core::Date returns_on;
  const Traveller& traveller;
  std::optional<PersonalLinkId> link;
};

/// What can be wrong with it but for what was given before.
core::Result<> check_answer(storage::Transaction& tx, const access::Call& call, const Answering& who,
                            const TripOpinion& opinion) {
  const auto& event = who.event;
  switch (feedback_state(event.starts_on, who.returns_on, event.time_zone, call.now)) {
    case FeedbackState::not_open_yet:
      return core::fail(feedback::event_not_started,
                        {{"starts_on", core::to_text(event.starts_on)}, {"time_zone", event.time_zone}});
    case FeedbackState::closed:
      return core::fail(feedback_closed, {{"until", core::to_text(feedback_ends_on(who.returns_on))}});
    case FeedbackState::open:
    case FeedbackState::given:
      break;
  }
  if (!who.traveller.who.name) return core::fail(traveller_not_named, {{"id", who.traveller.id.text()}});
  auto wrong = check_items(opinion, graded_items(find_publication(tx, event.id, {})), call.now);
  if (!wrong.empty()) return core::fail_fields(std::move(wrong));
  return {};
}

/// The participant is locked, and has not answered.
core::Result<> keep(storage::Database& database, storage::Transaction& tx, const access::Call& call,
                    const Answering& who, const TripOpinion& written) {
  if (auto good = check_answer(tx, call, who, written); !good) return good;
  const auto opinion = normalized(written);
  const bool has_grade = feedback::find_grade(tx, who.traveller.id).has_value();
  if (has_grade && opinion.overall) return core::fail(grade_already_given);
  if (!has_grade && !opinion.overall) return core::fail_field("/overall", core::field_required);
  if (opinion.overall) {
    auto within = call;
    within.transaction = &tx;
    const auto grade = feedback::GradeService(database).give(
        within, who.event.id, {.participant = who.traveller.id, .grade = *opinion.overall});
    if (!grade) return grade.error();
  }
  insert_feedback(tx, call.principal.organization, who.event.id,
                  {.participant = who.traveller.id,
                   .link = who.link,
                   .who = who.traveller.who,
                   .opinion = opinion,
                   .given_at = call.now},
                  comment_ids(who.event, opinion));
  record_traveller(tx, call, who.traveller.id, "feedback_given");
  return {};
}

}  // namespace

core::Result<FeedbackForm> TripFeedbackService::form(const access::Call& anonymous, std::string_view link) {
  return access::reading_at_once(*database_, anonymous, [&](storage::Transaction& tx) -> core::Result<FeedbackForm> {
    const auto opened = open_link(tx, anonymous, link);
    if (!opened) return opened.error();
    return form_of(tx, *opened);
  });
}

core::Result<FeedbackForm> TripFeedbackService::give(const access::Call& anonymous, std::string_view link,
                                                     const TripOpinion& written,
                                                     const core::ExpectedVersion& expected) {
  if (auto wrong = check(written); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(anonymous.transaction, [&](storage::Transaction& tx) -> core::Result<FeedbackForm> {
    const auto opened = open_link(tx, anonymous, link, true);
    if (!opened) return opened.error();
    const auto given = find_feedback(tx, opened->traveller.id);
    if (!is_met_by(expected, given.has_value())) return core::fail(core::precondition_failed);
    if (given) {
      if (!is_repeated(*given, opened->link, normalized(written))) return core::fail(feedback_already_given);
      return form_of(tx, *opened);
    }
    const Answering who{.event = opened->event,
                        .returns_on = opened->returns_on,
                        .traveller = opened->traveller,
                        .link = opened->link.id};
    if (auto kept = keep(*database_, tx, opened->call, who, written); !kept) return kept.error();
    return form_of(tx, *opened);
  });
}

core::Result<> TripFeedbackService::enter(const access::Call& call, const core::EventId& id,
                                          const core::ParticipantId& participant, const TripOpinion& written,
                                          const core::ExpectedVersion& expected) {
  if (auto wrong = check(written); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto event = find_trip(tx, call, id, storage::Lock::shared);
    if (!event) return event.error();
    registration::lock_participant(tx, participant);
    const auto found = find_traveller(tx, call.principal.organization, id, participant);
    if (!found || found->state != registration::ParticipantState::confirmed)
      return core::refusals::not_found("traveller", participant.text());
    const bool has_answered = find_feedback(tx, participant).has_value();
    if (!is_met_by(expected, has_answered)) return core::fail(core::precondition_failed);
    if (has_answered) return core::fail(feedback_already_given);
    const auto returns_on = return_date(event->ends_on, load_requirements(tx, id).content.returns_on);
    return keep(*database_, tx, call,
                {.event = *event, .returns_on = returns_on, .traveller = found->traveller, .link = {}}, written);
  });
}

}  // namespace tagwerk::trips
