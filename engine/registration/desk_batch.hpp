// Purpose: one unit of work of the desk. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <span>
#include <vector>

#include "engine/registration/desk.hpp"

namespace tagwerk::registration {

/// All requests are of that organization. An answer per request, in their order.
[[nodiscard]] std::vector<DeskAnswer> decide_batch(storage::Transaction& tx, const core::OrganizationId& organization,
                                                   std::span<const DeskRequest* const> requests,
                                                   std::span<events::AttendanceObserver* const> observers,
                                                   KnownKeys keys);

}  // namespace tagwerk::registration
