// Purpose: registering groups, naming heads, cancelling. Partners and vendors act for their own company only.
// A registration is taken while the event is open; whatever it needs is decided under the locks of the event's capacity
// rows. A cancellation frees its places and gives them to who waits, in the same unit of work.
// Errors: core::not_found, core::validation_failed (reference_not_found at /company_id and /participants/N/person_id among
// its fields), capacity_exceeded, waitlist_not_empty, event_not_open, already_cancelled, participants_checked_in,
// event_completed, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/registration.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// What is cancelled, and how.
struct Cancellation {
  std::vector<core::ParticipantId> heads = {};  // none: the whole registration
  std::optional<std::string> reason = {};
  bool waive_fee = false;  // staff only
};

class RegistrationService {
 public:
  RegistrationService(storage::Database& database, std::vector<events::AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  [[nodiscard]] core::Result<Registration> register_group(const access::Call& call, const core::EventId& event,
                                                          const NewRegistration& wish);
  [[nodiscard]] core::Result<Registration> find(const access::Call& call, const core::RegistrationId& id);
  /// Is there such a registration that the caller may see?
  [[nodiscard]] core::Result<> check_visible(const access::Call& call, const core::RegistrationId& id);
  [[nodiscard]] core::Result<core::Page<Registration>> list(const access::Call& call, const core::EventId& event,
                                                            RegistrationFilter filter, const core::PageRequest& page);
  /// Heads that were let in are facts, and cannot be cancelled. What was confirmed may cost a fee (registration_terms.hpp).
  [[nodiscard]] core::Result<Registration> cancel(const access::Call& call, const core::RegistrationId& id,
                                                  const Cancellation& wish = {});
  /// Names a head that was to be named later, or another one instead of the one named; the ticket stays the same.
  [[nodiscard]] core::Result<Registration> name_participant(const access::Call& call, const core::RegistrationId& id,
                                                            const core::ParticipantId& participant,
                                                            const Naming& naming,
                                                            const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
