// Purpose: the life of an event. Everybody of the organization may see events: partners and vendors need them to
// register. Cancelling voids what hangs on the event in the same unit of work; moving it to other dates or to another
// series keeps everything, and the audit trail says so; deleting is refused while anything hangs on it.
// Errors: core::not_found, core::validation_failed (reference_not_found at /series_key and /venue_id among its
// fields; field_order at ?to), status_transition, core::precondition_failed, core::still_referenced. Thread-safety:
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/events/observers.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

class EventService {
 public:
  EventService(storage::Database& database, std::vector<EventDependents*> dependents,
               std::vector<AttendanceObserver*> observers)
      : database_(&database), dependents_(std::move(dependents)), observers_(std::move(observers)) {}

  /// Any status may be the first one.
  [[nodiscard]] core::Result<Event> create(const access::Call& call, const NewEvent& event);
  [[nodiscard]] core::Result<Event> find(const access::Call& call, const core::EventId& id);
  [[nodiscard]] core::Result<core::Page<Event>> list(const access::Call& call, const EventFilter& filter,
                                                     const core::PageRequest& page);
  [[nodiscard]] core::Result<Event> change(const access::Call& call, const core::EventId& id, const EventPatch& patch,
                                           const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const core::EventId& id,
                                      const core::ExpectedVersion& expected);

 private:
  void tell_observers(storage::Transaction& tx, const access::Call& call, const std::string& series_key);
  [[nodiscard]] std::vector<std::string> dependents_of(storage::Transaction& tx, const core::EventId& event);

  storage::Database* database_;
  std::vector<EventDependents*> dependents_;
  std::vector<AttendanceObserver*> observers_;
};

}  // namespace tagwerk::events
