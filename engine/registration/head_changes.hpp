// Purpose: what a unit of work changes of confirmed heads: appended to what is known of all changes, and told to who keeps figures.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the caller has the events' capacity rows, and has written counters and heads per company.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class HeadChanges {
 public:
  explicit HeadChanges(std::span<events::AttendanceObserver* const> observers) : observers_(observers) {}

  /// Nothing for 0.
  void add(const Registration& registration, core::Instant at, std::int64_t delta);
  void add(const events::HeadsChange& change);
  void write(storage::Transaction& tx) const;

 private:
  std::span<events::AttendanceObserver* const> observers_;
  std::vector<events::HeadsChange> changes_;
};

/// All changes of `from` at these events are those of `into`, and who keeps figures is told.
void move_head_changes(storage::Transaction& tx, const std::set<core::EventId>& events, const core::CompanyId& from,
                       const core::CompanyId& into, std::span<events::AttendanceObserver* const> observers);

}  // namespace tagwerk::registration
