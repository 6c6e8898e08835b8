// Purpose: keeps the roll-up of registrations by day (curve.hpp) in the unit of work of whatever changes it: heads that are confirmed
// or no longer, a company of another role or merged into another, an event in another time zone.
// Also counts it anew from all changes, which must come to the same.
// Errors: storage errors are thrown. Thread-safety: any thread.
// Locks: whoever tells of heads has the capacity rows of their events; these are locked here by whoever counts anew.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/directory/reference_mover.hpp"
#include "engine/events/observers.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

class CurveKeeper final : public events::AttendanceObserver,
                          public events::EventDependents,
                          public directory::ReferenceMover {
 public:
  void attendance_changed(storage::Transaction&, const core::OrganizationId&, const std::string&) override {}
  void heads_changed(storage::Transaction& tx, std::span<const events::HeadsChange> changes) override;
  void heads_belong_to_others(storage::Transaction& tx, const std::set<core::EventId>& events) override;

  [[nodiscard]] std::vector<std::string> dependents(storage::Transaction&, const core::EventId&) override { return {}; }
  void event_cancelled(storage::Transaction&, const access::Call&, const core::EventId&) override {}
  [[nodiscard]] core::Result<> days_changed(storage::Transaction& tx, const access::Call& call,
                                            const events::Event& before, const events::Event& after) override;

  void company_role_changed(storage::Transaction& tx, const core::OrganizationId& organization,
                            const core::CompanyId& company) override;
};

struct CurveRebuild {
  std::size_t events = 0;
  std::size_t differed = 0;  // of these
};
/// Of all events, one unit of work each.
CurveRebuild rebuild_curves(storage::Database& database);
/// Of those that were never counted, as after a migration.
CurveRebuild rebuild_due_curves(storage::Database& database);

}  // namespace tagwerk::statistics
