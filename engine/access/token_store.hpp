// Purpose: SQL of access_tokens (schema: V0001). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/token.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::access {

struct TokenFilter {
  std::optional<Role> role;
  std::optional<core::CompanyId> company;
  std::optional<bool> revoked;
};

void insert_token(storage::Transaction& tx, const Token& token, const std::string& hash);
[[nodiscard]] std::optional<Token> find_token(storage::Transaction& tx, const core::OrganizationId& organization,
                                              const core::TokenId& id);
/// As find_token, locked until the unit of work ends.
[[nodiscard]] std::optional<Token> lock_token(storage::Transaction& tx, const core::OrganizationId& organization,
                                              const core::TokenId& id);
/// By the hash of its text, of any organization; only when it is not revoked.
[[nodiscard]] std::optional<Token> find_valid_token(storage::Transaction& tx, const std::string& hash);
[[nodiscard]] core::Page<Token> list_tokens(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const TokenFilter& filter, const core::PageRequest& page);
/// Locks the organization's admin tokens that are not revoked, in id order.
[[nodiscard]] std::vector<core::TokenId> lock_valid_admin_tokens(storage::Transaction& tx,
                                                                 const core::OrganizationId& organization);
void revoke_token(storage::Transaction& tx, const core::TokenId& id, core::Instant now);

/// The role ("partner", "vendor", "supplier") of a company that can be referred to: of this organization and not merged into
/// another. Locked: it stays so until the token that refers to it is written. Tokens stand below the directory, so they ask
/// for no more of it than that.
[[nodiscard]] std::optional<std::string> find_company_role(storage::Transaction& tx,
                                                           const core::OrganizationId& organization,
                                                           const core::CompanyId& company);

}  // namespace tagwerk::access
