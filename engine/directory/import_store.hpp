// Purpose: SQL of imports (schema: import_guards). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

/// Until the unit of work ends, no other one gets past this for that organization.
void begin_import(storage::Transaction& tx, const core::OrganizationId& organization);

}  // namespace tagwerk::directory
