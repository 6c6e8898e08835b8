// Purpose: what the audit trail says of travellers: that something was said, changed, read or erased, and by whom. Never what: the
// trail is kept when the data goes. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <string_view>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/audit/change.hpp"
#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

/// "given", "given anew", or nothing, member by member.
[[nodiscard]] std::vector<audit::Change> changes_without_content(const TravellerProfile& before,
                                                                 const TravellerProfile& after, bool number_is_given);
void record_traveller(storage::Transaction& tx, const access::Call& call, const core::ParticipantId& participant,
                      std::string_view action, std::vector<audit::Change> changes = {});

}  // namespace tagwerk::trips
