// Purpose: SQL of companies (schema: companies). Errors: storage errors are thrown; a referenced row that vanished meanwhile
// is storage::Restart. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/directory/company.hpp"
#include "engine/directory/import.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

/// One that others may refer to: not if it was merged. Whoever is about to write a row that refers to it takes storage::Lock::shared,
/// so that a merge that goes on at the same time cannot miss that row.
[[nodiscard]] std::optional<Company> find_company(storage::Transaction& tx, const core::OrganizationId& organization,
                                                  const core::CompanyId& id, storage::Lock lock = storage::Lock::none);
/// Also one that was merged.
[[nodiscard]] std::optional<Company> find_company_or_merged(storage::Transaction& tx,
                                                            const core::OrganizationId& organization,
                                                            const core::CompanyId& id,
                                                            storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Company> list_companies(storage::Transaction& tx, const core::OrganizationId& organization,
                                                 const CompanyFilter& filter, const core::PageRequest& page);
[[nodiscard]] std::vector<KnownCompany> load_known_companies(storage::Transaction& tx,
                                                             const core::OrganizationId& organization,
                                                             storage::Lock lock);

void insert_companies(storage::Transaction& tx, const core::OrganizationId& organization,
                      std::span<const Company> companies);
void update_company(storage::Transaction& tx, const Company& company);
/// With those that were merged into it. The name of the constraint that forbids it, if one does.
[[nodiscard]] std::optional<std::string> remove_company(storage::Transaction& tx, const core::CompanyId& id);
[[nodiscard]] std::int64_t count_people_of(storage::Transaction& tx, const core::CompanyId& company);
[[nodiscard]] std::int64_t count_tokens_of(storage::Transaction& tx, const core::CompanyId& company);

/// From now on `from` only names `into`; so do those that were merged into it before.
void mark_company_merged(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                         core::Instant now);
/// The tokens of `from`, revoked ones too.
/// Which they were.
std::vector<core::TokenId> move_tokens(storage::Transaction& tx, const core::CompanyId& from,
                                       const core::CompanyId& into, core::Instant now);

}  // namespace tagwerk::directory
