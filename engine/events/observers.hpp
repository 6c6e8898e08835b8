// Purpose: how later slices hear of what happens to an event, without events knowing them. Declared here, implemented
// above (registration, feedback, statistics), wired in main.
// Every function runs inside the unit of work of the change, so that it commits or rolls back with it.
// Locks: of event_store.hpp. Whoever changes an event has its row alone, whoever takes or frees places has it shared: the two cannot
// interleave.
#pragma once

#include <cstdint>
#include <set>
#include <span>
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

/// Heads of a registration that are confirmed from an instant on, or (below 0) no longer; of one that is taken over from another
/// system it may lie far in the past.
struct HeadsChange {
  core::EventId event;
  core::CompanyId company;
  core::RegistrationId registration;
  core::Instant at;
  std::int64_t delta = 0;  // not 0
};

/// Whoever keeps figures about attendance.
class AttendanceObserver {
 public:
  virtual ~AttendanceObserver() = default;
  /// Anything that an attendance figure of that series counts has changed.
  virtual void attendance_changed(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const std::string& series_key) = 0;
  /// Confirmed heads have changed. That is written already, as are the heads of each company, and the events' capacity rows are
  /// still locked. Many at once: of several events and companies.
  virtual void heads_changed(storage::Transaction&, std::span<const HeadsChange>) {}
  /// Others than before came to a completed event, or it can be so: an entry was accepted or annulled, a head that came left. That is
  /// written already.
  virtual void turnout_changed(storage::Transaction&, const core::EventId&) {}
  /// Other companies than was said before have changed the heads of these events: a company was merged into another. As above.
  virtual void heads_belong_to_others(storage::Transaction&, const std::set<core::EventId>&) {}
};

}  // namespace tagwerk::events
