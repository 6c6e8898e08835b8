#include "engine/registration/registration_reference_mover.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/registration/head_changes.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/registration/waitlist.hpp"

namespace tagwerk::registration {
namespace {

CompanyHeads heads_of(const Capacity& capacity, const core::CompanyId& company) {
  const auto found = capacity.companies.find(company);
  return found == capacity.companies.end() ? CompanyHeads{} : found->second;
}

void count_company(PoolState& companies, const CompanyHeads& heads, std::int64_t by) {
  const auto place = place_of(heads);
  companies.confirmed += by * place.confirmed;
  companies.held += by * place.held;
  companies.waitlisted += by * place.waitlisted;
}

// Two companies that become one take one place.
Capacity merged(Capacity capacity, const core::CompanyId& from, const core::CompanyId& into) {
  auto& companies = capacity.pools[std::string(companies_pool)];
  const auto first = heads_of(capacity, from);
  const auto second = heads_of(capacity, into);
  const CompanyHeads both{.confirmed = first.confirmed + second.confirmed,
                          .waitlisted = first.waitlisted + second.waitlisted,
                          .held = first.held + second.held};
  count_company(companies, first, -1);
  count_company(companies, second, -1);
  count_company(companies, both, 1);
  capacity.companies.erase(from);
  capacity.companies[into] = both;
  return capacity;
}

void move_all_registrations(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                            const core::CompanyId& into) {
  std::vector<audit::Record> entries;
  for (const auto& registration : move_registrations(tx, from, into, call.now)) {
    entries.push_back({.object_kind = "registration",
                       .object = registration.uuid,
                       .action = "moved",
                       .changes = {{"company_id", from.text(), into.text()}}});
  }
  audit::record_all(tx, call, entries);
}

void rename_head(storage::Transaction& tx, const access::Call& call, const Participant& head, const HeadName& name) {
  auto after = head;
  after.person = name.person;
  after.attendee = name.attendee;
  save_name(tx, head.id, name);
  touch_registration(tx, head.registration, call.now);
  record_naming(tx, call, head, after);
}

Attendee attendee_of(const directory::Person& person) {
  return {.given_name = person.given_name, .family_name = person.family_name, .email = person.email};
}

}  // namespace

void RegistrationReferenceMover::move_company(storage::Transaction& tx, const access::Call& call,
                                              const core::CompanyId& from, const core::CompanyId& into) {
  const std::array<core::CompanyId, 2> both{from, into};
  const auto events = load_events_of(tx, from);
  auto joined = Places::lock(tx, events);
  for (auto& [event, places] : joined) {
    const auto before = places.capacity(tx, both);
    places.save(tx, before, merged(before, from, into));
    remove_company_heads(tx, event, from);
  }
  move_all_registrations(tx, call, from, into);
  move_head_changes(tx, events, from, into, observers_);
  for (auto& [event, places] : joined) promote_waiting(tx, call, event, places, observers_);
}

void RegistrationReferenceMover::move_person(storage::Transaction& tx, const access::Call& call,
                                             const directory::Person& from, const directory::Person& into) {
  const auto comes_already = load_events_of(tx, into.id);
  for (const auto& head : lock_heads_of(tx, from.id)) {
    HeadName name{.person = into.id, .attendee = std::nullopt};
    if (head.company != into.company) {
      name = {.person = std::nullopt, .attendee = attendee_of(from)};
    } else if (head.state != ParticipantState::cancelled &&
               std::find(comes_already.begin(), comes_already.end(), head.event) != comes_already.end()) {
      name = {};
    }
    rename_head(tx, call, head, name);
  }
}

void RegistrationReferenceMover::person_changed(storage::Transaction& tx, const access::Call& call,
                                                const directory::Person& before, const directory::Person& after) {
  const bool is_renamed = !has_the_same_name(before, after);
  if (!is_renamed && before.company == after.company) return;
  for (const auto& head : lock_heads_of(tx, after.id)) {
    if (head.company != after.company) {
      rename_head(tx, call, head, {.person = std::nullopt, .attendee = attendee_of(before)});
    } else if (is_renamed) {
      touch_registration(tx, head.registration, call.now);  // it shows the name, and its ETag tells so
    }
  }
}

}  // namespace tagwerk::registration
