// Purpose: SQL of personal links (schema: trip_links). Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: who makes links has the event alone; who ends one, the participant's row.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/kept_store.hpp"
#include "engine/trips/personal_link.hpp"

namespace tagwerk::trips {

/// In the place of the one that the participant had.
void save_link(storage::Transaction& tx, const PersonalLink& link, const std::string& hash);
/// Also a dead one.
[[nodiscard]] std::optional<PersonalLink> find_link(storage::Transaction& tx, const std::string& hash);
[[nodiscard]] std::optional<PersonalLink> find_link_of(storage::Transaction& tx,
                                                       const core::ParticipantId& participant);
[[nodiscard]] std::map<core::ParticipantId, PersonalLink> load_links(storage::Transaction& tx,
                                                                     const core::EventId& event);
/// Whether there was one.
bool remove_link(storage::Transaction& tx, const core::ParticipantId& participant);
/// Links that may be dead.
[[nodiscard]] std::vector<Kept> list_dead_links(storage::Transaction& tx, const KeptPage& page);

}  // namespace tagwerk::trips
