#include "engine/registration/head_naming.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

core::Result<> check_naming_is_open(storage::Transaction& tx, const access::Call& call, const core::EventId& event_id) {
  if (!call.principal.company) return {};
  const auto event = events::find_event(tx, call.principal.organization, event_id);
  if (!event) return refusals::not_found("event", event_id.text());
  if (event->terms_version == 0) return {};
  const auto deadline = events::load_terms(tx, event_id).rules.naming_deadline;
  if (!deadline || call.now < *deadline) return {};
  return core::fail(naming_closed, {{"deadline", core::to_rfc3339(*deadline)}});
}

core::Result<> resolve_person(storage::Transaction& tx, const access::Call& call, const People& people,
                              const Registration& registration, const core::ParticipantId& head, HeadName& name) {
  if (!name.person) return {};
  const Naming naming{.person = name.person, .given_name = {}, .family_name = {}, .email = {}};
  auto errors = check_named(tx, call, people, registration, std::span(&naming, 1), "", head);
  if (!errors.empty()) return core::fail_fields(std::move(errors));
  name.attendee = people.at(*name.person).attendee;
  return {};
}

People lock_named(storage::Transaction& tx, const access::Call& call, std::span<const Naming> named) {
  std::set<core::PersonId> people;
  for (const auto& naming : named) {
    if (naming.person) people.insert(*naming.person);
  }
  return lock_people(tx, call.principal.organization, std::vector(people.begin(), people.end()));
}

std::vector<core::FieldError> check_named(storage::Transaction& tx, const access::Call& call, const People& people,
                                          const Registration& registration, std::span<const Naming> named,
                                          const std::string& at, const std::optional<core::ParticipantId>& instead) {
  std::vector<core::FieldError> errors;
  std::set<core::PersonId> of_registration;
  std::optional<core::PersonId> replaced;
  for (const auto& head : registration.participants) {
    if (!head.person || head.state == ParticipantState::cancelled) continue;
    if (head.id == instead) {
      replaced = head.person;
    } else {
      of_registration.insert(*head.person);
    }
  }
  std::set<core::PersonId> asked;
  for (const auto& naming : named) {
    if (naming.person && naming.person != replaced) asked.insert(*naming.person);
  }
  const auto registered = find_registered(tx, {registration.event}, asked);
  for (std::size_t i = 0; i < named.size(); ++i) {
    const auto& person = named[i].person;
    if (!person) continue;
    const auto pointer = (at.empty() ? "" : at + "/" + std::to_string(i)) + "/person_id";
    if (!check_person(errors, pointer, people, *person, registration.company, call)) continue;
    if (!of_registration.insert(*person).second) {
      errors.push_back({pointer, &person_named_twice, {{"value", person->text()}}});
    } else if (registered.contains({registration.event, *person})) {
      errors.push_back({pointer, &person_already_registered, {{"value", person->text()}}});
    }
  }
  return errors;
}

}  // namespace tagwerk::registration
