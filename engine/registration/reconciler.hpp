// Purpose: counts again, from rows, whatever is kept as a counter, and says where the two differ. A sound database has no
// difference; tests of races and `tagwerk doctor` ask here.
// Each comparison is one statement and so sees one state, also while registrations come in.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct Difference {
  core::EventId event;
  std::string table;    // "capacity_pools"
  std::string subject;  // key of the pool, id of the company or registration, ids of participant and list
  std::string member;   // "confirmed"
  std::int64_t stored = 0;
  std::int64_t counted = 0;

  /// "capacity_pools participants of event 01j…: confirmed is 12, counted are 13".
  [[nodiscard]] std::string text() const;
  bool operator==(const Difference&) const = default;
};

/// Of one event, or of all.
[[nodiscard]] std::vector<Difference> recount(storage::Transaction& tx, const std::optional<core::EventId>& event);

/// Writes what was counted, event by event under the locks of its capacity rows (and of the tickets whose states
/// it mends); what it mended.
std::vector<Difference> repair(storage::Transaction& tx, const std::optional<core::EventId>& event);

}  // namespace tagwerk::registration
