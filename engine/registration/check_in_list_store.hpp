// Purpose: SQL of check-in lists (schema: check_in_lists, check_in_list_categories).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the row of the default list comes before every change of any list of its event.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/events/event.hpp"
#include "engine/registration/check_in_list.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// By id; without the default list where its row was not needed yet.
[[nodiscard]] std::vector<CheckInList> load_lists(storage::Transaction& tx, const core::EventId& event);
/// The same of several events.
[[nodiscard]] std::map<core::EventId, std::vector<CheckInList>> load_lists(storage::Transaction& tx,
                                                                           std::span<const core::EventId> events);
/// With the default list, first, whether it has a row or not.
[[nodiscard]] std::vector<CheckInList> load_all_lists(storage::Transaction& tx, const events::Event& event);
/// Makes the row where there is none yet; with a lock on it, whoever made it.
void lock_default_list(storage::Transaction& tx, const core::OrganizationId& organization, const CheckInList& list);
/// Makes the row where there is none yet.
void ensure_default_list(storage::Transaction& tx, const core::OrganizationId& organization, const CheckInList& list);
/// False when the event has another list with that key.
[[nodiscard]] bool insert_list(storage::Transaction& tx, const core::OrganizationId& organization,
                               const CheckInList& list);
void update_list(storage::Transaction& tx, const CheckInList& list);
[[nodiscard]] std::int64_t count_scans(storage::Transaction& tx, const core::EventId& event, const CheckInListId& list);
/// False when scans refer to it.
[[nodiscard]] bool remove_list(storage::Transaction& tx, const CheckInListId& list);

}  // namespace tagwerk::registration
