// Purpose: SQL of who waits for an event, as far as others must know: what is set aside for them, by priority, in each pool and
// among those for whom a contingent is kept; and how many are before one that waits.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/admission.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct QueueAhead;  // explanation.hpp
struct Registration;

/// The event's capacity rows are locked. Into a capacity that terms apply to and whose counters are there; what its order does not ask for is not read. Where it is
/// allowed to skip ahead, only who has waited since `waits_since` or longer counts.
void load_aside(storage::Transaction& tx, const core::EventId& event, core::Instant waits_since, Capacity& capacity);

/// Who waits before a registration that waits, as far as it wants the same: counted by the database, however many they are.
/// Where it is allowed to skip ahead, places are kept for who has waited since `long_ago` or longer. Reads of one moment.
[[nodiscard]] QueueAhead count_ahead(storage::Transaction& tx, const Registration& waiting, const PlaceRequest& rest,
                                     const QueueOrder& order, core::Instant long_ago);

}  // namespace tagwerk::registration
