// Purpose: the series whose changes an event's figures follow (see AttendanceCache). Errors: core::not_found (event).
// Thread-safety: as the transaction.
#pragma once

#include <string>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

[[nodiscard]] core::Result<std::string> series_of_event(storage::Transaction& tx, const access::Call& call,
                                                        const core::EventId& event);

}  // namespace tagwerk::statistics
