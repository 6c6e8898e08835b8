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
#include "engine/trips/personal_link.hpp"
#include "engine/trips/traveller_store.hpp"

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
/// As move_identity of traveller_store.hpp.
void move_link_identity(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into,
                        const registration::Attendee& name);
/// As list_to_expire of traveller_store.hpp: links that may be dead.
[[nodiscard]] std::vector<KeptProfile> list_dead_links(storage::Transaction& tx, core::Date latest_today,
                                                       const core::ParticipantId& after, std::size_t limit);

}  // namespace tagwerk::trips
