// Purpose: what the audit trail says about registrations: members under their names in the API, before and after.
// No `before`: it was created. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/audit/audit.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Registration>& before, const Registration& after);
/// The same as one of many.
void add(audit::Entries& entries, const access::Call& call, std::string_view action,
         const std::optional<Registration>& before, const Registration& after);
/// A head got a name, or another one.
void record_naming(storage::Transaction& tx, const access::Call& call, const Participant& before,
                   const Participant& after);

}  // namespace tagwerk::registration
