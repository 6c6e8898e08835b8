#include "engine/registration/head_service.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/registration/admission_error.hpp"
#include "engine/registration/answer_rules.hpp"
#include "engine/registration/head_naming.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/question_store.hpp"
#include "engine/registration/registration_change.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_steps.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

// Names of people are the directory's.
void fill_in(Registration& registration, const People& people) {
  for (auto& head : registration.participants) {
    if (!head.person || head.attendee) continue;
    if (const auto known = people.find(*head.person); known != people.end()) head.attendee = known->second.attendee;
  }
}

NewRegistration as_wish(const Registration& registration, const MoreHeads& more) {
  NewRegistration wish;
  wish.company = registration.company;
  wish.participants = more.participants;
  wish.headcount = more.headcount;
  return wish;
}

core::Result<> check_changeable(const OpenRegistration& open) {
  if (open.registration.status == RegistrationStatus::cancelled)
    return core::fail(already_cancelled, {{"id", open.registration.id.text()}});
  if (open.event.status == events::EventStatus::completed) return core::fail(event_is_over);
  return {};
}

// Who comes instead answers for himself.
void check_answers_of(std::vector<core::FieldError>& errors, storage::Transaction& tx, const events::Event& event,
                      const Naming& delegate) {
  if (event.questions_version == 0 && !delegate.answers) return;
  const auto questions = load_questions(tx, event.id, storage::Lock::shared);
  const AnswerSet none;
  const auto changes = delegate.answers.value_or(AnswerChanges{});
  for (auto& wrong : check_answers(questions, {.present = &none, .changes = &changes, .is_named = true}, "/answers"))
    errors.push_back(std::move(wrong));
}

core::Result<> check_room(const Registration& registration, std::int64_t more) {
  if (static_cast<std::int64_t>(registration.participants.size()) + more <= max_heads) return {};
  return core::fail(too_many_heads, {{"max", std::to_string(max_heads)}});
}

}  // namespace

core::Result<Registration> HeadService::replace(const access::Call& call, const core::RegistrationId& id,
                                                const core::ParticipantId& participant, const Naming& delegate) {
  if (auto errors = check_new_head(delegate); !errors.empty()) return core::fail_fields(std::move(errors));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    const std::span named(&delegate, 1);
    const auto people = lock_named(tx, call, named);
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    if (auto changeable = check_changeable(*open); !changeable) return changeable.error();
    const auto& registration = open->registration;
    const auto head = std::find_if(registration.participants.begin(), registration.participants.end(),
                                   [&](const Participant& one) { return one.id == participant; });
    if (head == registration.participants.end()) return refusals::not_found("participant", participant.text());
    if (head->state == ParticipantState::cancelled)
      return core::fail(ticket_cancelled, {{"ticket", head->ticket_code}});
    if (auto is_open = check_naming_is_open(tx, call, registration.event); !is_open) return is_open.error();
    if (auto room = check_room(registration, 1); !room) return room.error();
    auto errors = check_named(tx, call, people, registration, named, "", participant);
    check_answers_of(errors, tx, open->event, delegate);
    if (!errors.empty()) return core::fail_fields(std::move(errors));
    // First the ticket's row, which a check-in locks.
    lock_participant(tx, participant);
    if (find_checked_in(tx, id).contains(participant))
      return core::fail(participants_checked_in, {{"count", "1"}, {"id", id.text()}});
    auto after = with_delegate(registration, participant, delegate, call.now);
    fill_in(after, people);
    return write_change(tx, call, *open, std::move(after), "delegate_replaced", observers_);
  });
}

core::Result<Registration> HeadService::add(const access::Call& call, const core::RegistrationId& id,
                                            const MoreHeads& more) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    const auto people = lock_named(tx, call, more.participants);
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    if (auto changeable = check_changeable(*open); !changeable) return changeable.error();
    const auto& registration = open->registration;
    const auto wish = as_wish(registration, more);
    if (auto valid = validate(wish); !valid) return valid.error();
    if (open->event.status != events::EventStatus::open)
      return core::fail(event_not_open, {{"status", std::string(events::to_text(open->event.status))}});
    const bool needs_approval = open->terms.rules.needs_approval;
    // Who accepts an offer would have those approved who came to it.
    if (registration.waits() || (needs_approval && registration.held_for == HeldFor::offer))
      return core::fail(still_waiting, {{"id", id.text()}});
    if (auto room = check_room(registration, wish.heads()); !room) return room.error();
    auto errors = check_named(tx, call, people, registration, more.participants, "/participants", std::nullopt);
    check_heads_answers(errors, load_questions(tx, open->event.id, storage::Lock::shared), wish);
    if (!errors.empty()) return core::fail_fields(std::move(errors));
    if (auto allowed = check_open(open->terms, registration.category, open->company, call.now); !allowed)
      return allowed.error();

    const auto request =
        more_heads(registration, open->terms, open->company, wish.heads(), more.waitlist.value_or(registration.policy));
    Intake intake(capacity_of(tx, *open, call.now));
    const auto decision = intake.admit(request);
    if (decision.refusal) return refused(*decision.refusal);
    auto after = with_heads(registration, more.participants, decision, needs_approval, call.now);
    fill_in(after, people);
    if (after.waits()) {
      after.policy = request.policy;
      queue_up(tx, after, request.priority, call.now);
    }
    return write_change(tx, call, *open, std::move(after), "heads_added", observers_);
  });
}

}  // namespace tagwerk::registration
