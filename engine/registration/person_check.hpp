// Purpose: rules about the people that are named as heads, shared by a new registration and a later naming.
// Errors: field errors, or storage::Restart when somebody else was quicker. Thread-safety: values and pure functions.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/refusals.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

using People = std::map<core::PersonId, KnownPerson>;

/// True: it is one of the company's. To a company those of others do not exist.
[[nodiscard]] inline bool check_person(std::vector<core::FieldError>& errors, const std::string& pointer,
                                       const People& people, const core::PersonId& person,
                                       const core::CompanyId& company, const access::Call& call) {
  const auto known = people.find(person);
  if (known == people.end() || !call.principal.may_see(known->second.company)) {
    errors.push_back({pointer, &core::reference_not_found, {{"object", "person"}, {"value", person.text()}}});
    return false;
  }
  if (known->second.company == company) return true;
  errors.push_back({pointer, &person_of_other_company, {{"value", person.text()}, {"company", company.text()}}});
  return false;
}

/// Somebody else, who held none of our locks, named this person for the event meanwhile: the next run finds it.
template <class Write>
void write_heads(Write&& write) {
  if (!storage::is_new_under("uq_participant_person", std::forward<Write>(write)))
    throw storage::Restart("a person was registered for the event meanwhile");
}

}  // namespace tagwerk::registration
