// Purpose: SQL of what the door tells (check_in_report.hpp). Each count is one statement over an index.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/check_in_report.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// By registration and the order of its list; a page ends with a participant's id. Without updated_since: tickets on the
/// list; with it: all that were touched since, on the list or not any more, or everything where the list itself was.
[[nodiscard]] core::Page<PackedTicket> load_pack(storage::Transaction& tx, const core::EventId& event,
                                                 const CheckInList& list, const core::PageRequest& page);

[[nodiscard]] std::map<CheckInListId, DoorCounts> load_door_counts(storage::Transaction& tx,
                                                                   const core::EventId& event);
[[nodiscard]] std::map<CheckInListId, FailedScans> load_failed_scans(storage::Transaction& tx,
                                                                     const core::EventId& event);
/// Counts only what these lists ask for.
[[nodiscard]] ConfirmedHeads load_confirmed_heads(storage::Transaction& tx, const core::EventId& event,
                                                  const std::vector<CheckInList>& lists);
/// Confirmed heads on the list that were let in at least once.
[[nodiscard]] std::int64_t count_came(storage::Transaction& tx, const core::EventId& event, const CheckInList& list);

}  // namespace tagwerk::registration
