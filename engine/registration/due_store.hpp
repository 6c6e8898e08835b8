// Purpose: SQL of what ends by itself (schema: registration_deadlines, contingents.release_at).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct DueRegistration {
  core::OrganizationId organization;
  core::RegistrationId registration;
};
struct DueContingent {
  core::OrganizationId organization;
  core::EventId event;
  std::string key;
};

/// Whose time is over, the longest over first. Of all organizations.
[[nodiscard]] std::vector<DueRegistration> find_due(storage::Transaction& tx, core::Instant now, std::size_t limit);
/// Not released before.
[[nodiscard]] std::vector<DueContingent> find_to_release(storage::Transaction& tx, core::Instant now,
                                                         std::size_t limit);
/// False: somebody else has, or it was put off.
[[nodiscard]] bool mark_released(storage::Transaction& tx, const core::EventId& event, const std::string& key,
                                 core::Instant now);

}  // namespace tagwerk::registration
