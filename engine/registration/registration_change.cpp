#include "engine/registration/registration_change.hpp"

#include <utility>

#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/registration/answer_store.hpp"
#include "engine/registration/head_changes.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/registration/queue_store.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_steps.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/registration/waitlist.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

void insert_answers_of_new(storage::Transaction& tx, const Registration& before, const Registration& after) {
  if (after.participants.size() == before.participants.size()) return;
  auto added = after;  // of the time of the change
  added.participants.erase(added.participants.begin(),
                           added.participants.begin() + static_cast<std::ptrdiff_t>(before.participants.size()));
  insert_answers(tx, std::span(&added, 1));
}

}  // namespace

core::Result<OpenRegistration> open_registration(storage::Transaction& tx, const access::Call& call,
                                                 const core::RegistrationId& id) {
  const auto& organization = call.principal.organization;
  const auto belonging = find_belonging(tx, organization, id);
  if (!belonging) return refusals::not_found("registration", id.text());
  auto places = Places::lock(tx, belonging->event);
  auto registration = find_registration(tx, organization, id, storage::Lock::for_update);
  if (!registration || !call.principal.may_see(registration->company))
    return refusals::not_found("registration", id.text());
  auto event = events::find_event(tx, organization, belonging->event);
  if (!event) return refusals::not_found("event", belonging->event.text());
  OpenRegistration open{.registration = *std::move(registration),
                        .event = *std::move(event),
                        .terms = {},
                        .company = {},
                        .places = std::move(places)};
  if (open.event.terms_version == 0) return open;
  open.terms = events::load_terms(tx, open.event.id);
  auto companies = load_companies(tx, organization, {open.registration.company});
  if (const auto found = companies.find(open.registration.company); found != companies.end())
    open.company = std::move(found->second);
  return open;
}

Capacity capacity_of(storage::Transaction& tx, const OpenRegistration& open, core::Instant now) {
  auto capacity = open.places.capacity(tx, std::span(&open.registration.company, 1));
  apply(capacity, open.terms, now);
  load_aside(tx, open.event.id, long_ago(open.terms.rules, now), capacity);
  return capacity;
}

Registration write_change(storage::Transaction& tx, const access::Call& call, OpenRegistration& open,
                          Registration after, std::string_view action,
                          std::span<events::AttendanceObserver* const> observers) {
  const auto& before = open.registration;
  after.updated_at = call.now;
  after.version = before.version + 1;
  write_heads([&] {
    save_states(tx, before.participants, after.participants);
    insert_heads(tx, after, before.participants.size());
  });
  insert_answers_of_new(tx, before, after);
  update_registration(tx, after);
  if (after.held_until != before.held_until) save_deadline(tx, after);
  const auto counted = open.places.capacity(tx, std::span(&before.company, 1));
  open.places.save(tx, counted, moved(counted, before, after));
  HeadChanges heads(observers);
  heads.add(after, call.now, after.heads.confirmed - before.heads.confirmed);
  heads.write(tx);
  record(tx, call, action, before, after);
  const auto promoted = frees(before, after) ? promote_waiting(tx, call, open.event.id, open.places, observers) : 0;
  if (open.event.status == events::EventStatus::completed) {
    for (auto* observer : observers) observer->turnout_changed(tx, open.event.id);
  }
  if (before.heads.confirmed != after.heads.confirmed || promoted > 0) {
    for (auto* observer : observers)
      observer->attendance_changed(tx, call.principal.organization, open.event.series_key);
  }
  // Of those who were served it may be one.
  if (promoted > 0 && after.waits()) after = find_registration(tx, call.principal.organization, after.id).value();
  open.registration = after;
  return after;
}

void queue_up(storage::Transaction& tx, Registration& registration, int priority, core::Instant now) {
  registration.queue_number = next_queue_number(tx, registration.event, priority);
  registration.waits_since = now;
}

}  // namespace tagwerk::registration
