// Purpose: SQL of what the registrations of an event cost. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/accounts.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// Those that cost something, by id.
[[nodiscard]] core::Page<Account> list_accounts(storage::Transaction& tx, const core::EventId& event,
                                                const core::PageRequest& page);
/// Of all of them, equal ones counted.
[[nodiscard]] std::vector<CountedCharge> count_charges(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::registration
