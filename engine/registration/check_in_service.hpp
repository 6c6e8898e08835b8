// Purpose: letting people in and out by their tickets. Scans of one ticket are decided one after the other, also between
// processes: of several entries at once exactly one is ok.
// Errors: core::not_found (event), core::validation_failed (nonce_reused at /nonce among its fields), and the refusals of a
// scan (check_in.hpp), which are kept like the good ones. Thread-safety: any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/check_in.hpp"
#include "engine/registration/check_in_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// A good scan and whom it let in or out.
struct CheckedIn {
  CheckIn scan;
  Participant participant;
};

class CheckInService {
 public:
  CheckInService(storage::Database& database, std::vector<events::AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  [[nodiscard]] core::Result<CheckedIn> check_in(const access::Call& call, const core::EventId& event,
                                                 const NewCheckIn& scan);
  [[nodiscard]] core::Result<core::Page<CheckIn>> list(const access::Call& call, const core::EventId& event,
                                                       const CheckInFilter& filter, const core::PageRequest& page);

 private:
  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
