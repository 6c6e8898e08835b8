// Purpose: who may still name heads, and whether the people that are named may come.
// Errors: naming_closed; core::validation_failed with reference_not_found, person_of_other_company, person_named_twice,
// person_already_registered. Thread-safety: as the Transaction.
// Locks: people; before the event's places, where both are needed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// Staff may name at any time, a company until the event's naming deadline.
[[nodiscard]] core::Result<> check_naming_is_open(storage::Transaction& tx, const access::Call& call,
                                                  const core::EventId& event);
/// The people that are named, locked.
[[nodiscard]] People lock_named(storage::Transaction& tx, const access::Call& call, std::span<const Naming> named);
/// The person of `name`, if it has one, who is among `people`, as the head `head` of that registration; his name is filled in.
[[nodiscard]] core::Result<> resolve_person(storage::Transaction& tx, const access::Call& call, const People& people,
                                            const Registration& registration, const core::ParticipantId& head,
                                            HeadName& name);
/// Whether they may be new heads of the registration, at `at`N/person_id; `instead` is the head that one of them replaces.
[[nodiscard]] std::vector<core::FieldError> check_named(storage::Transaction& tx, const access::Call& call,
                                                        const People& people, const Registration& registration,
                                                        std::span<const Naming> named, const std::string& at,
                                                        const std::optional<core::ParticipantId>& instead);

}  // namespace tagwerk::registration
