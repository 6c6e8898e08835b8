// Purpose: what may be done with an organization. Its settings are an administrator's business; it is made on the command
// line, because no token can exist before it.
// Errors: core::validation_failed, core::already_exists, core::not_found, core::precondition_failed.
// Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/directory/organization.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

class OrganizationService {
 public:
  explicit OrganizationService(storage::Database& database) : database_(&database) {}

  /// `call.principal.organization` is not looked at: the new one becomes it in the audit trail.
  [[nodiscard]] core::Result<Organization> create(const access::Call& call, const NewOrganization& organization);
  /// Any organization: for the command line, which says by key which one it works for.
  [[nodiscard]] std::optional<Organization> find_by_key(const access::Call& call, const std::string& key);
  /// The caller's own.
  [[nodiscard]] core::Result<Organization> current(const access::Call& call);
  [[nodiscard]] core::Result<Organization> change(const access::Call& call, const OrganizationPatch& patch,
                                                  const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::directory
