// Purpose: SQL of who waits for an event, as far as others must know: what is set aside for them, by priority, in each pool and
// among those for whom a contingent is kept.
// Errors: storage errors are thrown. Thread-safety: as the Transaction; the event's capacity rows are locked.
#pragma once

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/admission.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// Into a capacity that terms apply to and whose counters are there; what its order does not ask for is not read. Where it is
/// allowed to skip ahead, only who has waited since `waits_since` or longer counts.
void load_aside(storage::Transaction& tx, const core::EventId& event, core::Instant waits_since, Capacity& capacity);

}  // namespace tagwerk::registration
