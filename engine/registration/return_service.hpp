// Purpose: a registration that was cancelled comes back, and one moves to another event of its series. Both are decided like a new
// one: places, the order of who waits, the event's terms.
// Errors: core::not_found, core::validation_failed (a person comes already, no such event), not_cancelled, already_cancelled,
// participants_checked_in, event_not_open, event_completed, other_series, and the refusals of admission.
// Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct Transfer {
  core::EventId to;
  std::optional<std::string> category;  // none: the same
  std::optional<WaitlistPolicy> waitlist;
};

class ReturnService {
 public:
  ReturnService(storage::Database& database, std::vector<events::AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  /// The heads that were cancelled with it get their tickets back; a fee is dropped. Without enough places it waits, if `waitlist`
  /// says so.
  [[nodiscard]] core::Result<Registration> reinstate(const access::Call& call, const core::RegistrationId& id,
                                                     WaitlistPolicy waitlist);
  /// The new registration; the old one is cancelled without a fee. Each knows the other.
  [[nodiscard]] core::Result<Registration> transfer(const access::Call& call, const core::RegistrationId& id,
                                                    const Transfer& wish);

 private:
  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
