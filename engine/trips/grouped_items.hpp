// Purpose: the items to which travellers of a trip are assigned, for who asks: those of the draft; a company, which is told what is
// published, gets only those that are in the last publication too, and not cancelled there, on trips on which it has confirmed heads.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/sub_group.hpp"

namespace tagwerk::trips {

/// None where there is no draft yet.
[[nodiscard]] std::vector<GroupedItem> load_grouped_items(storage::Transaction& tx, const access::Call& call,
                                                          const core::EventId& event);

}  // namespace tagwerk::trips
