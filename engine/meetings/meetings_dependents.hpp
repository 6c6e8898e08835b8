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
  /// What moves along says event_move.hpp; refused with talks_outside_the_event where sessions do not fit the days then.
  [[nodiscard]] core::Result<> days_changed(storage::Transaction& tx, const access::Call& call,
                                            const events::Event& before, const events::Event& after) override;
};

}  // namespace tagwerk::meetings
