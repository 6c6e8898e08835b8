// Purpose: an event with recorded figures is not deleted. Cancelling one leaves its record, which then counts nothing.
// Errors: storage errors are thrown. Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/events/observers.hpp"

namespace tagwerk::statistics {

class AttendanceDependents final : public events::EventDependents {
 public:
  [[nodiscard]] std::vector<std::string> dependents(storage::Transaction& tx, const core::EventId& event) override;
  void event_cancelled(storage::Transaction& tx, const access::Call& call, const core::EventId& event) override;
};

}  // namespace tagwerk::statistics
