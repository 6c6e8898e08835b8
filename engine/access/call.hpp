// Purpose: who calls, when, and inside which unit of work. The first parameter of every verb of every service.
// Thread-safety: a value that belongs to one request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::storage {
class Transaction;
}

namespace tagwerk::access {

enum class Role : std::uint8_t { admin, organizer, desk, viewer, partner, vendor };

/// Who holds the token. `company` is set exactly for partner and vendor: the only company whose objects they may see.
struct Principal {
  core::OrganizationId organization;
  std::optional<core::TokenId> token;  // none for the command line
  std::string name;                    // of the token, for the audit trail
  Role role = Role::viewer;
  std::optional<core::CompanyId> company;

  /// May this principal see objects of that company?
  [[nodiscard]] bool may_see(const core::CompanyId& owner) const { return !company || *company == owner; }
};

struct Call {
  Principal principal;
  core::Instant now;                            // read once per request
  std::string request_id;                       // goes into the audit trail
  storage::Transaction* transaction = nullptr;  // set when the edge has opened the unit of work (Idempotency-Key)
};

}  // namespace tagwerk::access
