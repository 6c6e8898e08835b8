// Purpose: SQL of badges (schema: registration_participants with the names of who they are, of company and event).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/badge.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// Of all heads, whatever their state, in their order.
[[nodiscard]] std::vector<Badge> load_badges(storage::Transaction& tx, const core::OrganizationId& organization,
                                             const core::RegistrationId& registration);
/// Confirmed heads behind that position, or the first ones.
[[nodiscard]] core::Page<Badge> list_badges(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::EventId& event, const std::optional<HeadPosition>& after,
                                            std::size_t limit);

}  // namespace tagwerk::registration
