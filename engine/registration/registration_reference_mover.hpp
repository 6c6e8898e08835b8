// Purpose: what becomes of registrations when companies or people are merged or changed. Runs inside the unit of work of that
// change. Errors: storage errors are thrown. Thread-safety: any thread.
// Locks: the company or person first (by the caller), then events, capacity rows, registrations, then participants.
#pragma once

#include <utility>
#include <vector>

#include "engine/directory/reference_mover.hpp"
#include "engine/events/observers.hpp"

namespace tagwerk::registration {

class RegistrationReferenceMover final : public directory::ReferenceMover {
 public:
  /// Who keeps figures hears of heads that belong to another company now.
  explicit RegistrationReferenceMover(std::vector<events::AttendanceObserver*> observers = {})
      : observers_(std::move(observers)) {}

  /// Also joins the companies' heads per event, so that a merged company counts once in the pool `companies`; the place
  /// that this frees goes to who waits for it.
  void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                    const core::CompanyId& into) override;
  /// Heads follow the person. Where both come to one event, the head of the one merged away is named later: one person is one
  /// head. In registrations of another company only the name stays, for the person's own data is no longer that company's.
  void move_person(storage::Transaction& tx, const access::Call& call, const directory::Person& from,
                   const directory::Person& into) override;
  /// Who left a company stays in its registrations by the name he had.
  void person_changed(storage::Transaction& tx, const access::Call& call, const directory::Person& before,
                      const directory::Person& after) override;

 private:
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
