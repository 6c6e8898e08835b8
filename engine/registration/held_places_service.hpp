// Purpose: what becomes of places that are held: a hold is confirmed, an offer accepted, who is to be approved approved or
// declined; who waits or was offered something leaves the waiting list; and what nobody answered in time ends by itself.
// Errors: core::not_found, not_held, hold_expired, not_pending, not_waiting, event_not_open. Thread-safety: any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class HeldPlacesService {
 public:
  HeldPlacesService(storage::Database& database, std::vector<events::AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  /// A hold, or an offer.
  [[nodiscard]] core::Result<Registration> confirm(const access::Call& call, const core::RegistrationId& id);
  /// What it waits for and what it was offered is given up; what is confirmed stays.
  [[nodiscard]] core::Result<Registration> leave_waitlist(const access::Call& call, const core::RegistrationId& id);
  [[nodiscard]] core::Result<Registration> approve(const access::Call& call, const core::RegistrationId& id);
  [[nodiscard]] core::Result<Registration> decline(const access::Call& call, const core::RegistrationId& id,
                                                   std::optional<std::string> reason);

  /// Holds and offers whose time is over, and contingents whose date of release has come: at most `limit` of each, each in a unit
  /// of work of its own. Answers how many were there. Several processes may do it at once.
  std::size_t end_what_is_due(core::Instant now, std::size_t limit);

 private:
  void end(const core::OrganizationId& organization, const core::RegistrationId& id, core::Instant now);
  void release(const core::OrganizationId& organization, const core::EventId& event, const std::string& contingent,
               core::Instant now);

  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
