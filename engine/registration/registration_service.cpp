#include "engine/registration/registration_service.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/answer_rules.hpp"
#include "engine/registration/answer_store.hpp"
#include "engine/registration/group_registration.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/question_store.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/waitlist.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using events::EventStatus;
using Fields = std::vector<core::FieldError>;
// The places of a registration that is being cancelled, taken out of the counters.
Capacity without(Capacity capacity, const Registration& registration) {
  const auto give_back = [](PoolState& pool, const Share& share) {
    pool.confirmed -= share.confirmed;
    pool.waitlisted -= share.waitlisted;
  };
  give_back(capacity.pools[std::string(participants_pool)], registration.heads);
  for (const auto& [key, share] : registration.pools) give_back(capacity.pools[key], share);
  const auto company_share = [](const CompanyHeads& heads) {
    return Share{heads.confirmed > 0 ? 1 : 0, heads.confirmed == 0 && heads.waitlisted > 0 ? 1 : 0};
  };
  auto& heads = capacity.companies[registration.company];
  auto& pool = capacity.pools[std::string(companies_pool)];
  give_back(pool, company_share(heads));
  heads.confirmed -= registration.heads.confirmed;
  heads.waitlisted -= registration.heads.waitlisted;
  pool.confirmed += company_share(heads).confirmed;
  pool.waitlisted += company_share(heads).waitlisted;
  return capacity;
}

Registration cancelled(Registration registration, core::Instant now) {
  registration.status = RegistrationStatus::cancelled;
  registration.heads = {};
  for (auto& [key, share] : registration.pools) share = {};
  for (auto& head : registration.participants) head.state = ParticipantState::cancelled;
  registration.cancelled_at = registration.updated_at = now;
  ++registration.version;
  return registration;
}

core::Result<Registration> take(storage::Transaction& tx, const access::Call& call, const core::RegistrationId& id) {
  auto found = find_registration(tx, call.principal.organization, id, storage::Lock::for_update);
  if (!found || !call.principal.may_see(found->company)) return refusals::not_found("registration", id.text());
  if (found->status == RegistrationStatus::cancelled) return core::fail(already_cancelled, {{"id", id.text()}});
  return *std::move(found);
}

core::Result<> resolve_person(storage::Transaction& tx, const access::Call& call, const Registration& registration,
                              const Participant& head, HeadName& name) {
  if (!name.person) return {};
  const auto people = lock_people(tx, call.principal.organization, std::span(&*name.person, 1));
  Fields errors;
  check_person(errors, "/person_id", people, *name.person, registration.company);
  for (const auto& other : registration.participants) {
    if (other.id != head.id && other.person == name.person)
      errors.push_back({"/person_id", &person_named_twice, {{"value", name.person->text()}}});
  }
  if (errors.empty() && name.person != head.person &&
      !find_registered(tx, {registration.event}, {*name.person}).empty())
    errors.push_back({"/person_id", &person_already_registered, {{"value", name.person->text()}}});
  if (!errors.empty()) return core::fail_fields(std::move(errors));
  name.attendee = people.at(*name.person).attendee;
  return {};
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

void RegistrationService::tell_observers(storage::Transaction& tx, const access::Call& call,
                                         const std::string& series_key) {
  for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization, series_key);
}

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

core::Result<Registration> RegistrationService::cancel(const access::Call& call, const core::RegistrationId& id) {
  const auto& organization = call.principal.organization;
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    const auto belonging = find_belonging(tx, organization, id);
    if (!belonging) return refusals::not_found("registration", id.text());
    auto places = Places::lock(tx, belonging->event);
    const auto registration = take(tx, call, id);
    if (!registration) return registration.error();
    const auto event = events::find_event(tx, organization, belonging->event);
    if (!event || event->status == EventStatus::completed) return core::fail(event_is_over);

    // First the tickets' rows, which a check-in locks: after that nobody comes in with one of them.
    cancel_participants(tx, id);
    if (const auto count = count_checked_in(tx, id); count > 0)
      return core::fail(participants_checked_in, {{"count", std::to_string(count)}, {"id", id.text()}});
    auto after = cancelled(*registration, call.now);
    update_registration(tx, after);
    const auto before = places.capacity(tx, std::span(&registration->company, 1));
    places.save(tx, before, without(before, *registration));
    record(tx, call, "cancelled", *registration, after);
    const auto promoted = promote_waiting(tx, call, belonging->event, places);
    if (registration->heads.confirmed > 0 || promoted > 0) tell_observers(tx, call, event->series_key);
    return after;
  });
}

core::Result<Registration> RegistrationService::name_participant(const access::Call& call,
                                                                 const core::RegistrationId& id,
                                                                 const core::ParticipantId& participant,
                                                                 const Naming& naming,
                                                                 const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto registration = take(tx, call, id);
    if (!registration) return registration;
    const auto head = std::find_if(registration->participants.begin(), registration->participants.end(),
                                   [&](const Participant& one) { return one.id == participant; });
    if (head == registration->participants.end()) return refusals::not_found("participant", participant.text());
    if (!expected.is_met_by(registration->version)) return core::fail(core::precondition_failed);
    auto name = rename(*head, naming);
    if (!name) return name.error();
    if (auto known = resolve_person(tx, call, *registration, *head, *name); !known) return known.error();
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
