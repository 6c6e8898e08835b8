// Purpose: SQL of badges (schema: registration_participants with the names of who they are, of company and event).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/badge.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// Of all heads, whatever their state, in their order.
[[nodiscard]] std::vector<Badge> load_badges(storage::Transaction& tx, const core::OrganizationId& organization,
                                             const core::RegistrationId& registration);
/// A head's place among those of its event: by registration, in their order there.
struct BadgePosition {
  core::RegistrationId registration;
  int in_list = 0;
};
[[nodiscard]] std::optional<BadgePosition> find_badge_position(storage::Transaction& tx,
                                                               const core::OrganizationId& organization,
                                                               const core::EventId& event,
                                                               const core::ParticipantId& participant);
/// Confirmed heads behind that position, or the first ones.
[[nodiscard]] core::Page<Badge> list_badges(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::EventId& event, const std::optional<BadgePosition>& after,
                                            std::size_t limit);

}  // namespace tagwerk::registration
