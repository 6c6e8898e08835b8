// Purpose: what becomes of registrations when their event is cancelled or gets more places. Runs inside the unit of work of that change. Errors: storage errors are thrown. Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/events/observers.hpp"

namespace tagwerk::registration {

class RegistrationDependents final : public events::EventDependents {
 public:
  explicit RegistrationDependents(std::vector<events::AttendanceObserver*> observers)
      : observers_(std::move(observers)) {}

  [[nodiscard]] std::vector<std::string> dependents(storage::Transaction& tx, const core::EventId& event) override;
  /// Registrations, holds and tickets become void, a few statements for all; who was let in stays recorded.
  void event_cancelled(storage::Transaction& tx, const access::Call& call, const core::EventId& event) override;
  void places_freed(storage::Transaction& tx, const access::Call& call, const core::EventId& event) override;

 private:
  void tell_observers(storage::Transaction& tx, const access::Call& call, const core::EventId& id);

  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
