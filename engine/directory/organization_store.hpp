// Purpose: SQL of organizations (schema: organizations). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/directory/organization.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

[[nodiscard]] std::optional<Organization> find_organization(storage::Transaction& tx, const core::OrganizationId& id,
                                                            storage::Lock lock = storage::Lock::none);
[[nodiscard]] std::optional<Organization> find_organization_by_key(storage::Transaction& tx, std::string_view key);
/// False when there is one of that key.
[[nodiscard]] bool insert_organization(storage::Transaction& tx, const Organization& organization);
void update_organization(storage::Transaction& tx, const Organization& organization);

}  // namespace tagwerk::directory
