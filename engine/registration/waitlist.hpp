// Purpose: gives places that became free to who waits for them, in the order of the queue.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/registration/places.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// So many of the queue's first registrations are looked at in one pass; those behind keep waiting for the next.
inline constexpr int max_waiting_per_pass = 1'000;

/// The event's capacity rows are locked by `places`. Answers how many registrations got something.
std::size_t promote_waiting(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                            Places& places);

}  // namespace tagwerk::registration
