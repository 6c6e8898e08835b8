// Purpose: heads that come or go one by one: a delegate instead of another, with a ticket of his own while the old one is void;
// and more heads for a registration that is there. Names alone are RegistrationService::name_participant.
// Errors: core::not_found, core::validation_failed, already_cancelled, ticket_cancelled,
// participants_checked_in, naming_closed, still_waiting, too_many_heads, event_not_open, event_completed, and the refusals of
// admission. Thread-safety: any thread.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct MoreHeads {
  std::vector<Naming> participants;
  std::optional<std::int64_t> headcount;   // none: as many as participants
  std::optional<WaitlistPolicy> waitlist;  // none: as the registration has it
};

class HeadService {
 public:
  HeadService(storage::Database& database, std::vector<events::AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  /// The head that comes instead is the last in the list.
  [[nodiscard]] core::Result<Registration> replace(const access::Call& call, const core::RegistrationId& id,
                                                   const core::ParticipantId& participant, const Naming& delegate);
  [[nodiscard]] core::Result<Registration> add(const access::Call& call, const core::RegistrationId& id,
                                               const MoreHeads& more);

 private:
  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
