// Purpose: booths that change hands together: those of a participation that ends. In the audit trail each stands by itself.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/booth.hpp"

namespace tagwerk::vendors {

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Booth>& before, const std::optional<Booth>& after);
/// All booths of `from`, whose row is locked, to `to`; none: they are free.
void give_booths(storage::Transaction& tx, const access::Call& call, const VendorParticipationId& from,
                 const std::optional<VendorParticipationId>& to);

}  // namespace tagwerk::vendors
