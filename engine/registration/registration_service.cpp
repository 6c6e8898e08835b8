#include "engine/registration/registration_service.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/answer_rules.hpp"
#include "engine/registration/answer_store.hpp"
#include "engine/registration/group_registration.hpp"
#include "engine/registration/head_naming.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/registration/question_store.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_change.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_steps.hpp"
#include "engine/registration/registration_terms.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using events::EventStatus;
using Fields = std::vector<core::FieldError>;

// Those of these heads that still come; of nobody in particular: all.
core::Result<std::set<core::ParticipantId>> heads_to_cancel(const Registration& registration,
                                                            const std::vector<core::ParticipantId>& asked) {
  std::set<core::ParticipantId> heads;
  Fields errors;
  for (const auto& head : registration.participants) {
    if (head.state != ParticipantState::cancelled) heads.insert(head.id);
  }
  if (asked.empty()) return heads;
  std::set<core::ParticipantId> chosen;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (heads.contains(asked[i])) {
      chosen.insert(asked[i]);
    } else {
      errors.push_back({"/participant_ids/" + std::to_string(i),
                        &core::reference_not_found,
                        {{"object", "participant"}, {"value", asked[i].text()}}});
    }
  }
  if (!errors.empty()) return core::fail_fields(std::move(errors));
  return chosen;
}

std::int64_t count_of(const std::set<core::ParticipantId>& came, const std::set<core::ParticipantId>& heads) {
  return std::count_if(came.begin(), came.end(), [&](const auto& head) { return heads.contains(head); });
}

std::int64_t count_confirmed(const Registration& registration, const std::set<core::ParticipantId>& heads) {
  return std::count_if(
      registration.participants.begin(), registration.participants.end(),
      [&](const Participant& head) { return head.state == ParticipantState::confirmed && heads.contains(head.id); });
}

core::Result<Registration> take(storage::Transaction& tx, const access::Call& call, const core::RegistrationId& id) {
  auto found = find_registration(tx, call.principal.organization, id, storage::Lock::for_update);
  if (!found || !call.principal.may_see(found->company)) return refusals::not_found("registration", id.text());
  if (found->status == RegistrationStatus::cancelled) return core::fail(already_cancelled, {{"id", id.text()}});
  return *std::move(found);
}

// A ticket with which somebody came is his. Staff may still correct how he is written, also after the event.
core::Result<> check_may_be_renamed(storage::Transaction& tx, const access::Call& call,
                                    const Registration& registration, const Participant& head, const HeadName& name) {
  const bool is_somebody_else = head.person != name.person;
  if (!head.attendee || (!is_somebody_else && head.attendee == name.attendee)) return {};
  if (!is_somebody_else && !call.principal.company) return {};
  const auto event = events::find_event(tx, call.principal.organization, registration.event);
  if (event && event->status == EventStatus::completed) return core::fail(event_is_over);
  // First the ticket's row, which a check-in locks.
  lock_participant(tx, head.id);
  if (!find_checked_in(tx, registration.id).contains(head.id)) return {};
  return core::fail(participants_checked_in, {{"count", "1"}, {"id", registration.id.text()}});
}

// What is sent on top of what the head answered before; a head that gets its first name brings what it owes.
core::Result<> answer(storage::Transaction& tx, const access::Call& call, const Participant& before, Participant& head,
                      const std::optional<AnswerChanges>& sent) {
  const bool is_new_here = !before.attendee && head.attendee;
  if (!sent && !is_new_here) return {};
  // Until this is done, nobody takes away a question or a choice.
  const auto questions = load_questions(tx, head.event, storage::Lock::shared);
  const auto changes = sent.value_or(AnswerChanges{});
  auto errors = check_answers(
      questions, {.present = &before.answers, .changes = &changes, .is_named = head.attendee.has_value()}, "/answers");
  if (!errors.empty()) return core::fail_fields(std::move(errors));
  save_answers(tx, head, changes, call.now);
  head.answers = answered(before.answers, changes);
  return {};
}

}  // namespace

core::Result<Registration> RegistrationService::register_group(const access::Call& call, const core::EventId& event,
                                                               const NewRegistration& wish) {
  const Applicant applicant{&call, event, &wish};
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    return register_groups(tx, call.principal.organization, std::span(&applicant, 1), observers_).front();
  });
}

core::Result<Registration> RegistrationService::find(const access::Call& call, const core::RegistrationId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto found = find_registration(tx, call.principal.organization, id);
    if (!found || !call.principal.may_see(found->company)) return refusals::not_found("registration", id.text());
    return *std::move(found);
  });
}

core::Result<> RegistrationService::check_visible(const access::Call& call, const core::RegistrationId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<> {
    const auto belonging = find_belonging(tx, call.principal.organization, id);
    if (!belonging || !call.principal.may_see(belonging->company))
      return refusals::not_found("registration", id.text());
    return {};
  });
}

core::Result<core::Page<Registration>> RegistrationService::list(const access::Call& call, const core::EventId& event,
                                                                 RegistrationFilter filter,
                                                                 const core::PageRequest& page) {
  const auto& own = call.principal.company;
  if (own && filter.company && *filter.company != *own) return core::Page<Registration>{};
  if (own) filter.company = own;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Registration>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_registrations(tx, call.principal.organization, event, filter, page);
  });
}

core::Result<Registration> RegistrationService::cancel(const access::Call& call, const core::RegistrationId& id,
                                                       const Cancellation& wish) {
  if (wish.waive_fee && call.principal.company) return core::fail(core::forbidden);
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    const auto& registration = open->registration;
    if (registration.status == RegistrationStatus::cancelled) return core::fail(already_cancelled, {{"id", id.text()}});
    if (open->event.status == EventStatus::completed) return core::fail(event_is_over);
    const auto heads = heads_to_cancel(registration, wish.heads);
    if (!heads) return heads.error();

    // First the tickets' rows, which a check-in locks: after that nobody comes in with one of them.
    lock_participants(tx, id);
    if (const auto count = count_of(find_checked_in(tx, id), *heads); count > 0)
      return core::fail(participants_checked_in, {{"count", std::to_string(count)}, {"id", id.text()}});
    const auto fee = wish.waive_fee ? 0
                                    : cancellation_fee(registration, open->terms.rules,
                                                       count_confirmed(registration, *heads), call.now);
    auto after = wish.heads.empty() ? cancelled(registration, call.now)
                                    : without_heads(registration, *heads, open->terms, call.now);
    after.fee_net += fee;
    if (wish.reason) after.reason = wish.reason;
    const auto action = after.status == RegistrationStatus::cancelled ? "cancelled" : "heads_cancelled";
    return write_change(tx, call, *open, std::move(after), action, observers_);
  });
}

core::Result<Registration> RegistrationService::name_participant(const access::Call& call,
                                                                 const core::RegistrationId& id,
                                                                 const core::ParticipantId& participant,
                                                                 const Naming& naming,
                                                                 const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    const auto people = lock_named(tx, call, std::span(&naming, 1));
    auto registration = take(tx, call, id);
    if (!registration) return registration;
    const auto head = std::find_if(registration->participants.begin(), registration->participants.end(),
                                   [&](const Participant& one) { return one.id == participant; });
    if (head == registration->participants.end()) return refusals::not_found("participant", participant.text());
    if (head->state == ParticipantState::cancelled)
      return core::fail(ticket_cancelled, {{"ticket", head->ticket_code}});
    if (auto open = check_naming_is_open(tx, call, registration->event); !open) return open.error();
    if (!expected.is_met_by(registration->version)) return core::fail(core::precondition_failed);
    auto name = rename(*head, naming);
    if (!name) return name.error();
    if (name->person && name->person == head->person) {
      name->attendee = head->attendee;
    } else if (auto known = resolve_person(tx, call, people, *registration, head->id, *name); !known) {
      return known.error();
    }
    if (auto free = check_may_be_renamed(tx, call, *registration, *head, *name); !free) return free.error();
    const auto before = *head;
    head->person = name->person;
    head->attendee = std::move(name->attendee);
    if (auto fit = answer(tx, call, before, *head, naming.answers); !fit) return fit.error();
    const bool is_renamed = head->person != before.person || head->attendee != before.attendee;
    if (!is_renamed && head->answers == before.answers) return registration;
    if (is_renamed) write_heads([&] { save_name(tx, participant, {head->person, head->attendee}); });
    registration->updated_at = call.now;
    ++registration->version;
    update_registration(tx, *registration);
    record_naming(tx, call, before, *head);
    return registration;
  });
}

}  // namespace tagwerk::registration
