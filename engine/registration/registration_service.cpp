#include "engine/registration/registration_service.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/faults.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/waitlist.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using events::EventStatus;
using Fields = std::vector<core::FieldError>;
using People = std::map<core::PersonId, KnownPerson>;

// What the wish refers to, locked against a merge; before the event's places, as a merge does.
struct Party {
  Fields errors;
  People people;
};

void check_person(Fields& errors, const std::string& pointer, const People& people, const core::PersonId& person,
                  const core::CompanyId& company) {
  const auto known = people.find(person);
  if (known == people.end()) {
    errors.push_back({pointer, &core::reference_not_found, {{"object", "person"}, {"value", person.text()}}});
  } else if (known->second.company != company) {
    errors.push_back({pointer, &person_of_other_company, {{"value", person.text()}, {"company", company.text()}}});
  }
}

std::string pointer_to_person(std::size_t index) { return "/participants/" + std::to_string(index) + "/person_id"; }

std::vector<core::PersonId> people_of(const NewRegistration& wish) {
  std::vector<core::PersonId> people;
  for (const auto& naming : wish.participants) {
    if (naming.person) people.push_back(*naming.person);
  }
  return people;
}

Party lock_party(storage::Transaction& tx, const access::Call& call, const NewRegistration& wish) {
  const auto& organization = call.principal.organization;
  Party party;
  if (!lock_company(tx, organization, wish.company)) {
    party.errors.push_back(
        {"/company_id", &core::reference_not_found, {{"object", "company"}, {"value", wish.company.text()}}});
  }
  party.people = lock_people(tx, organization, people_of(wish));
  for (std::size_t i = 0; i < wish.participants.size(); ++i) {
    if (!wish.participants[i].person) continue;
    check_person(party.errors, pointer_to_person(i), party.people, *wish.participants[i].person, wish.company);
  }
  return party;
}

// A person comes to an event as one head.
void check_not_registered(storage::Transaction& tx, const core::EventId& event, const NewRegistration& wish,
                          Party& party) {
  const auto registered = find_registered(tx, event, people_of(wish));
  for (std::size_t i = 0; i < wish.participants.size(); ++i) {
    const auto& person = wish.participants[i].person;
    if (person && registered.contains(*person))
      party.errors.push_back({pointer_to_person(i), &person_already_registered, {{"value", person->text()}}});
  }
}

// Somebody else, who held none of our locks, named this person for the event meanwhile: the next run finds it.
template <class Write>
void write_heads(Write&& write) {
  if (!storage::is_new_under("uq_participant_person", write))
    throw storage::Restart("a person was registered for the event meanwhile");
}

// For the answer: the directory's names of those that were registered as people.
void fill_in_names(Registration& registration, const People& people) {
  for (auto& head : registration.participants) {
    if (head.person) head.attendee = people.at(*head.person).attendee;
  }
}

const core::ErrorCode& code_of(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::capacity_exceeded:
      return capacity_exceeded;
    case RefusalReason::waitlist_not_empty:
      return waitlist_not_empty;
    case RefusalReason::more_than_there_is:
      break;
  }
  return more_than_there_is;
}

core::Error refused(const Refusal& refusal) {
  return core::fail(code_of(refusal.reason), {{"pool", refusal.pool},
                                              {"available", std::to_string(refusal.available)},
                                              {"requested", std::to_string(refusal.requested)}});
}

PlaceRequest request_of(const NewRegistration& wish) {
  return {.company = wish.company,
          .heads = wish.heads(),
          .pools = wish.pools,
          .policy = wish.waitlist,
          .confirmed_heads_before = 0};
}

Places places_of(storage::Transaction& tx, const core::EventId& event) {
  return core::fault("no_capacity_lock") ? Places::look_without_lock(tx, event) : Places::lock(tx, event);
}

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
      find_registered(tx, registration.event, std::span(&*name.person, 1)).contains(*name.person))
    errors.push_back({"/person_id", &person_already_registered, {{"value", name.person->text()}}});
  if (!errors.empty()) return core::fail_fields(std::move(errors));
  name.attendee = people.at(*name.person).attendee;
  return {};
}

}  // namespace

void RegistrationService::tell_observers(storage::Transaction& tx, const access::Call& call,
                                         const std::string& series_key) {
  for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization, series_key);
}

core::Result<Registration> RegistrationService::register_group(const access::Call& call, const core::EventId& event_id,
                                                               const NewRegistration& wish) {
  const auto& organization = call.principal.organization;
  if (!call.principal.may_see(wish.company)) return refusals::not_found("company", wish.company.text());
  if (auto valid = validate(wish); !valid) return valid.error();
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto party = lock_party(tx, call, wish);
    auto places = places_of(tx, event_id);
    // Only now: whoever closes or cancels the event has held these locks.
    const auto event = events::find_event(tx, organization, event_id);
    if (!event) return refusals::not_found("event", event_id.text());
    check_not_registered(tx, event_id, wish, party);
    if (!party.errors.empty()) return core::fail_fields(std::move(party.errors));
    if (event->status != EventStatus::open)
      return core::fail(event_not_open, {{"status", std::string(events::to_text(event->status))}});
    if (!places.ensure(tx, wish.pools))
      return core::fail(too_many_pools, {{"max", std::to_string(events::max_pool_rows)}});

    const auto before = places.capacity(tx, std::span(&wish.company, 1));
    const auto request = request_of(wish);
    const auto admission = admit(before, std::span(&request, 1));
    const auto& decision = admission.decisions.front();
    if (decision.refusal) return refused(*decision.refusal);

    auto registration = make_registration(organization, event_id, wish, decision, call.now);
    if (registration.waits()) registration.queue_number = next_queue_number(tx, event_id);
    write_heads([&] { insert_registrations(tx, std::span(&registration, 1)); });
    places.save(tx, before, admission.after);
    record(tx, call, "created", std::nullopt, registration);
    if (registration.heads.confirmed > 0) tell_observers(tx, call, event->series_key);
    fill_in_names(registration, party.people);
    return registration;
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
    if (name->person == head->person && name->attendee == head->attendee) return registration;

    const auto before = *head;
    write_heads([&] { save_name(tx, participant, *name); });
    head->person = name->person;
    head->attendee = std::move(name->attendee);
    registration->updated_at = call.now;
    ++registration->version;
    update_registration(tx, *registration);
    record_naming(tx, call, before, *head);
    return registration;
  });
}

}  // namespace tagwerk::registration
