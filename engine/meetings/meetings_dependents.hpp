// Purpose: what hangs on an event by its talks. Runs inside the unit of work of the event's change. Errors: storage errors are thrown.
// Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/events/observers.hpp"

namespace tagwerk::meetings {

class MeetingsDependents final : public events::EventDependents {
 public:
  [[nodiscard]] std::vector<std::string> dependents(storage::Transaction& tx, const core::EventId& event) override;
  /// Wishes and plans stay as they are: the timetable says that nothing takes place.
  void event_cancelled(storage::Transaction&, const access::Call&, const core::EventId&) override {}
  /// Sessions and breaks move along with the first day; refused with talks_outside_the_event where they do not fit the days then.
  /// Plans stay as they are: what is published is moved by the next one that is published.
  [[nodiscard]] core::Result<> days_changed(storage::Transaction& tx, const access::Call& call,
                                            const events::Event& before, const events::Event& after) override;
};

}  // namespace tagwerk::meetings
