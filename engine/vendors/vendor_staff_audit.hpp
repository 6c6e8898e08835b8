// Purpose: what the audit trail says about vendors' staff: members under their names in the API, before and after.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/vendor_staff.hpp"

namespace tagwerk::vendors {

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<VendorStaff>& before, const std::optional<VendorStaff>& after);

}  // namespace tagwerk::vendors
