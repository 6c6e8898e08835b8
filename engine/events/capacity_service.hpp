// Purpose: the limits of an event's pools, how full they are, and why there is no place. Everybody of the organization may see
// them, a company's token only the contingents that are its own or its role's.
// Errors: core::not_found, core::validation_failed, capacity_below_taken, capacity_below_reserved, core::precondition_failed
// (the version is that of the limits: counters change all the time during a rush). Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/events/capacity_explanation.hpp"
#include "engine/events/observers.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

class CapacityService {
 public:
  CapacityService(storage::Database& database, std::vector<EventDependents*> dependents,
                  std::vector<AttendanceObserver*> observers = {})
      : database_(&database), dependents_(std::move(dependents)), observers_(std::move(observers)) {}

  [[nodiscard]] core::Result<Capacity> get(const access::Call& call, const core::EventId& event);
  /// Replaces the list: a pool that is not in it becomes unlimited. Who waits gets the places that a raised limit
  /// adds.
  [[nodiscard]] core::Result<Capacity> put(const access::Call& call, const core::EventId& event,
                                           const std::vector<PoolLimit>& limits, const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
  std::vector<EventDependents*> dependents_;
  std::vector<AttendanceObserver*> observers_;  // a forecast is never above the places there are
};

}  // namespace tagwerk::events
