// Purpose: how later slices hear of what happens to an event, without events knowing them. Declared here, implemented
// above (registration, feedback, statistics), wired in main.
// Every function runs inside the unit of work of the change, so that it commits or rolls back with it.
// Locks: of event_store.hpp. Whoever changes an event has its row alone, whoever takes or frees places has it shared: the two cannot
// interleave.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

/// Something that hangs on an event: registrations, grades, recorded figures …
class EventDependents {
 public:
  virtual ~EventDependents() = default;
  /// What would be left behind if the event were deleted, in words for people ("3 registrations"); empty = nothing.
  [[nodiscard]] virtual std::vector<std::string> dependents(storage::Transaction& tx, const core::EventId& event) = 0;
  /// The event is being cancelled: cancel what hangs on it. The event's capacity rows are already locked.
  virtual void event_cancelled(storage::Transaction& tx, const access::Call& call, const core::EventId& event) = 0;
  /// Its days or its zone are others now: what has days of its own moves along, or the event stays as it was. That is written already.
  [[nodiscard]] virtual core::Result<> days_changed(storage::Transaction&, const access::Call&, const Event& /*before*/,
                                                    const Event& /*after*/) {
    return {};
  }
  /// There are places to be given away again, for a limit was raised or a completed event reopened: give them to who waits.
  /// All that is written, and the capacity rows are still locked.
  virtual void places_freed(storage::Transaction&, const access::Call&, const core::EventId&) {}
};

/// Whoever keeps figures about attendance.
class AttendanceObserver {
 public:
  virtual ~AttendanceObserver() = default;
  /// Anything that an attendance figure of that series counts has changed.
  virtual void attendance_changed(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const std::string& series_key) = 0;
};

}  // namespace tagwerk::events
