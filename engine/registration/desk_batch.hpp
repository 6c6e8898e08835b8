// Purpose: one unit of work of the desk: which requests were answered before, which are decided now, and what is kept for
// their keys. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <span>
#include <vector>

#include "engine/registration/desk.hpp"

namespace tagwerk::registration {

/// expect_none: a key that was answered before ends in storage::Restart; look for them then.
enum class KnownKeys : std::uint8_t { expect_none, look };

/// All requests are of that organization. An answer per request, in their order.
[[nodiscard]] std::vector<DeskAnswer> decide_batch(storage::Transaction& tx, const core::OrganizationId& organization,
                                                   std::span<const DeskRequest* const> requests,
                                                   std::span<events::AttendanceObserver* const> observers,
                                                   KnownKeys keys);

}  // namespace tagwerk::registration
