// Purpose: SQL of who was named on a place, as five tables keep it beside what he said: columns person_id, given_name, family_name, email.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include "engine/core/id.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

/// The next four columns, in this order.
[[nodiscard]] Identity read_identity(storage::Row& row);

/// Whatever is kept of `from` for any trip is of `into`, whatever head it is; `name` is what he was last called as `from`.
void move_identities(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into,
                     const registration::Attendee& name);

}  // namespace tagwerk::trips
