// Purpose: what the audit trail says about participations: members under their names in the API, before and after.
// No `before`: it was created. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/audit/audit.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

[[nodiscard]] audit::Record record_of(std::string_view action, const std::optional<VendorParticipation>& before,
                                      const VendorParticipation& after);
void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<VendorParticipation>& before, const VendorParticipation& after);

}  // namespace tagwerk::vendors
