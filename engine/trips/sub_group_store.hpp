// Purpose: SQL of who is in which group and what travellers wish (schema: trip_sub_groups, trip_group_travellers, trip_group_wishes,
// trip_group_places) over the heads of registrations. What is kept of somebody else than who is named now is left out everywhere.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the event first: whoever says who is where has it alone, who writes wishes shared, and then the participant's row.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/kept_store.hpp"
#include "engine/trips/sub_group.hpp"

namespace tagwerk::trips {

/// Item → group, or none of an item without sub-groups; the keys of an itinerary. For whoever tells a traveller what is on: it may
/// name items and groups that his itinerary does not have.
using GroupsOfTraveller = std::map<std::string, std::optional<std::string>>;
/// Of the heads that have a confirmed place, and a group.
[[nodiscard]] std::map<core::ParticipantId, GroupsOfTraveller> load_groups(storage::Transaction& tx,
                                                                           const core::OrganizationId& organization,
                                                                           const core::EventId& event);

/// Those with a confirmed place, by registration, in their order there.
[[nodiscard]] std::vector<GroupTraveller> load_group_travellers(storage::Transaction& tx,
                                                                const core::OrganizationId& organization,
                                                                const core::EventId& event);
/// A head of the event, whatever its state.
struct FoundGroupTraveller {
  GroupTraveller traveller;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  bool has_row = false;  // also of somebody else
};
[[nodiscard]] std::optional<FoundGroupTraveller> find_group_traveller(storage::Transaction& tx,
                                                                      const core::OrganizationId& organization,
                                                                      const core::EventId& event,
                                                                      const core::ParticipantId& participant);

/// 0: nobody was ever assigned.
[[nodiscard]] std::int64_t load_groups_version(storage::Transaction& tx, const core::EventId& event);
/// One more.
void raise_groups_version(storage::Transaction& tx, const core::EventId& event);

/// All places of all travellers, in the place of what there was at the event.
void save_group_places(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                       const std::vector<GroupTraveller>& travellers);
/// Wishes and places of one, who has a name.
void save_group_traveller(storage::Transaction& tx, const core::OrganizationId& organization,
                          const core::EventId& event, const GroupTraveller& traveller);

// ---- what is kept no longer -----------------------------------------------------------------------------------------

void remove_group_traveller(storage::Transaction& tx, const core::ParticipantId& participant);
/// He stays where he is, fixed there.
void forget_group_wishes(storage::Transaction& tx, const core::ParticipantId& participant);
/// Wishes and name; the head stays where it is.
void forget_group_identity(storage::Transaction& tx, const core::ParticipantId& participant);
void lock_group_traveller(storage::Transaction& tx, const core::ParticipantId& participant);

/// As list_profiles_to_expire of traveller_store.hpp.
[[nodiscard]] std::vector<Kept> list_group_travellers_to_expire(storage::Transaction& tx, const KeptPage& page);

}  // namespace tagwerk::trips
