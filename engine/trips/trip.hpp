// Purpose: the event that is a study trip: what all verbs of this room begin with.
// Errors: core::not_found, not_a_study_trip. Thread-safety: as the Transaction.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::trips {

/// An event of the caller's organization whose series is of kind study_trip.
[[nodiscard]] core::Result<events::Event> find_trip(storage::Transaction& tx, const access::Call& call,
                                                    const core::EventId& event,
                                                    storage::Lock lock = storage::Lock::none);

}  // namespace tagwerk::trips
