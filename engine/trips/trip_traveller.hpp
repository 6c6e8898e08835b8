// Purpose: one traveller of a trip, for who may see him. Errors: core::not_found. Thread-safety: as the Transaction.
// Locks: with `is_locked` the participant's row, after the event.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_account.hpp"

namespace tagwerk::trips {

/// A head of any registration of that event, also one that waits.
[[nodiscard]] core::Result<PayingHead> find_paying_head(storage::Transaction& tx, const access::Call& call,
                                                        const events::Event& event, const core::ParticipantId& id,
                                                        bool is_locked = false);

}  // namespace tagwerk::trips
