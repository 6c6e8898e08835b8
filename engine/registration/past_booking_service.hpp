// Purpose: takes over registrations that were made in another system. All of a call is one unit of work; a booking that cannot be
// taken over is refused by itself, and the others are taken over all the same.
// Errors: core::not_found (event), too_many_past_heads, event_was_cancelled. Of a single booking: core::validation_failed with
// its fields (not_in_past, reference_not_found at /company_id and /category among them), capacity_exceeded, waitlist_not_empty,
// too_many_pools. Thread-safety: any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/past_booking.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// What became of a booking.
struct TakenOver {
  std::optional<core::RegistrationId> id;  // none: refused, or a dry run would have made it
  bool is_new = false;                     // false: refused, or its import key was there before
  std::optional<core::Error> refused;
};

class PastBookingService {
 public:
  PastBookingService(storage::Database& database, std::vector<events::AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  /// At most max_past_bookings_at_once, decided in their order; one outcome for each. A dry run decides everything and writes
  /// nothing.
  [[nodiscard]] core::Result<std::vector<TakenOver>> take_over(const access::Call& call, const core::EventId& event,
                                                               const std::vector<PastBooking>& bookings, bool dry_run);

 private:
  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
