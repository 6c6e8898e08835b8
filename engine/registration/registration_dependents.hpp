// Purpose: what becomes of registrations when their event is cancelled or gets more places, and when companies or people
// are merged. Runs inside the unit of work of that change. Errors: storage errors are thrown. Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/directory/reference_mover.hpp"
#include "engine/events/observers.hpp"

namespace tagwerk::registration {

class RegistrationDependents final : public events::EventDependents {
 public:
  explicit RegistrationDependents(std::vector<events::AttendanceObserver*> observers)
      : observers_(std::move(observers)) {}

  [[nodiscard]] std::vector<std::string> dependents(storage::Transaction& tx, const core::EventId& event) override;
  /// Registrations, holds and tickets become void, a few statements for all; who was let in stays recorded.
  void event_cancelled(storage::Transaction& tx, const access::Call& call, const core::EventId& event) override;
  void capacity_raised(storage::Transaction& tx, const access::Call& call, const core::EventId& event) override;

 private:
  std::vector<events::AttendanceObserver*> observers_;
};

class RegistrationReferenceMover final : public directory::ReferenceMover {
 public:
  /// Also joins the companies' heads per event, so that a merged company counts once in the pool `companies`; the place
  /// that this frees goes to who waits for it.
  void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                    const core::CompanyId& into) override;
  void move_person(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into) override;
};

}  // namespace tagwerk::registration
