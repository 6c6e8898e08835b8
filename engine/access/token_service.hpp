// Purpose: the verbs about access tokens. Only administrators may (the route table says so); the first token of an
// organization comes from the command line (command_line_call).
// Errors: access_errors.hpp; core::not_found for a token of another organization. Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/access/token.hpp"
#include "engine/access/token_store.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::access {

class TokenVerifier;

/// The command line: an administrator of that organization without a token.
[[nodiscard]] Call command_line_call(const core::OrganizationId& organization, core::Instant now);

/// A token of that role has a company exactly when it sees the objects of one only.
[[nodiscard]] std::vector<core::FieldError> check_company_given(Role role,
                                                                const std::optional<core::CompanyId>& company);

class TokenService {
 public:
  TokenService(storage::Database& database, TokenVerifier& verifier) : database_(&database), verifier_(&verifier) {}

  [[nodiscard]] core::Result<CreatedToken> create(const Call& call, const NewToken& new_token);
  [[nodiscard]] core::Page<Token> list(const Call& call, const TokenFilter& filter, const core::PageRequest& page);
  [[nodiscard]] core::Result<Token> find(const Call& call, const core::TokenId& id);
  /// The last admin token of an organization stays (last_admin_token): nobody could make another over the API. Whoever wants
  /// it gone makes a new one first. Revoking a revoked token changes nothing.
  [[nodiscard]] core::Result<Token> revoke(const Call& call, const core::TokenId& id,
                                           const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
  TokenVerifier* verifier_;
};

}  // namespace tagwerk::access
