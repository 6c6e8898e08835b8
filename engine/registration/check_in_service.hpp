// Purpose: letting people in and out by their tickets. Scans of one ticket are decided one after the other, also between
// processes: of several entries at once exactly one is ok. Many scans of one event are one unit of work with a fixed small
// number of statements.
// Errors: core::not_found (event, check-in), core::validation_failed (nonce_reused at /nonce, reference_not_found at /list
// among its fields), already_annulled, scan_was_refused, and the refusals of a scan (check_in.hpp), which are kept like the
// good ones. Thread-safety: any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/check_in.hpp"
#include "engine/registration/check_in_store.hpp"
#include "engine/registration/scan_batch.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class CheckInService {
 public:
  CheckInService(storage::Database& database, std::vector<events::AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  [[nodiscard]] core::Result<CheckedIn> check_in(const access::Call& call, const core::EventId& event,
                                                 const NewCheckIn& scan);
  /// At most max_scans_at_once, decided in their order; one answer for each, as check_in() gives it.
  [[nodiscard]] std::vector<core::Result<CheckedIn>> check_in_all(const access::Call& call, const core::EventId& event,
                                                                  std::span<const NewCheckIn> scans);
  /// Facts from scanners that were offline: each has `at` and a nonce. At most max_scans_at_once; one answer for each.
  [[nodiscard]] core::Result<std::vector<Decided>> import_facts(const access::Call& call, const core::EventId& event,
                                                                std::span<const NewCheckIn> scans, bool dry_run);
  /// A good scan that was a mistake: it stays, but counts no more.
  [[nodiscard]] core::Result<CheckIn> annul(const access::Call& call, const core::EventId& event, const core::Uuid& id);
  [[nodiscard]] core::Result<core::Page<CheckIn>> list(const access::Call& call, const core::EventId& event,
                                                       const CheckInFilter& filter, const core::PageRequest& page);

 private:
  void tell_observers(storage::Transaction& tx, const access::Call& call, const events::Event& event);

  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::registration
