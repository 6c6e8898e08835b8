// Purpose: scans of several callers, at several events, decided in their order and written in one unit of work, with hardly
// more statements than for one. Each refusal is its own, and kept like a good scan.
// Errors: as CheckInService::check_in, a Result per scan; storage errors are thrown, and then nothing is kept of any of them.
// Thread-safety: as the Transaction.
// Locks: the tickets, by code; then nobody else decides about them.
#pragma once

#include <span>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/batch_request.hpp"
#include "engine/registration/check_in.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// A good scan and whom it let in or out.
struct CheckedIn {
  CheckIn scan;
  Participant participant;
};

/// A scan that asks to be decided, and who hands it in.
struct Scanned {
  const access::Call* call;
  core::EventId event;
  const NewCheckIn* scan;
};

/// All are of that organization. A Result per scan, in their order.
[[nodiscard]] std::vector<core::Result<CheckedIn>> check_in_batch(
    storage::Transaction& tx, const core::OrganizationId& organization, std::span<const Scanned> scans,
    std::span<events::AttendanceObserver* const> observers, KnownKeys nonces = KnownKeys::look);

}  // namespace tagwerk::registration
