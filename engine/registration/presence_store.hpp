// Purpose: SQL of who is inside (schema: check_in_states) and of the good scans that say so (schema: check_ins).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the participant's row (check_in_store.hpp) is held by whoever reads to write.
#pragma once

#include <map>
#include <set>
#include <span>

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
/// Those of `presence` that are in `changed`.
void save_presence(storage::Transaction& tx, const core::EventId& event,
                   const std::map<PresenceKey, Presence>& presence, const std::set<PresenceKey>& changed,
                   core::Instant now);

/// Categories and, where `with_pools`, the pools with confirmed places of these registrations.
[[nodiscard]] std::map<core::RegistrationId, Holding> load_holdings(storage::Transaction& tx,
                                                                    std::span<const core::RegistrationId> registrations,
                                                                    bool with_pools);

}  // namespace tagwerk::registration
