// Purpose: SQL of who is inside (schema: check_in_states) and of the good scans that say so (schema: check_ins).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the participant's row (check_in_store.hpp) is held by whoever reads to write.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/registration/door.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// Of these participants, on all lists.
[[nodiscard]] std::map<PresenceKey, Presence> load_presence(storage::Transaction& tx,
                                                            std::span<const core::ParticipantId> participants);
/// Good scans of these participants that are not annulled, on all lists.
[[nodiscard]] std::map<PresenceKey, History> load_histories(storage::Transaction& tx,
                                                            std::span<const core::ParticipantId> participants);
struct ChangedPresence {
  core::EventId event;
  PresenceKey key;
  Presence presence;
  core::Instant now;
};
/// What the decisions at a door have changed, behind what is in `all` already.
void add_changes(std::vector<ChangedPresence>& all, const Door& door);
void save_presence(storage::Transaction& tx, std::span<const ChangedPresence> changed);

/// Categories and, where `with_pools`, the pools with confirmed places of these registrations.
[[nodiscard]] std::map<core::RegistrationId, Holding> load_holdings(storage::Transaction& tx,
                                                                    std::span<const core::RegistrationId> registrations,
                                                                    bool with_pools);

}  // namespace tagwerk::registration
