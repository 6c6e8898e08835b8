// Purpose: gives places that became free to who waits for them, in the order of the queue.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <span>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/places.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// The queue is read in portions of so many registrations, and no further than somebody behind may still get something. The first
/// portion is small, for most often its head still waits or takes all there is; each is longer than the one before.
inline constexpr std::size_t waiting_per_portion = 1'000;
inline constexpr std::size_t waiting_in_first_portion = 8;
inline constexpr std::size_t portion_grows_by = 5;

/// The event's capacity rows are locked by `places`. Nobody is promoted at an event that is over or cancelled. Answers how
/// many registrations got something. Who keeps figures hears of the heads.
std::size_t promote_waiting(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                            Places& places, std::span<events::AttendanceObserver* const> observers,
                            std::size_t portion = waiting_per_portion);

/// The same, and who keeps attendance figures hears that the series' have changed.
std::size_t promote_and_tell(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                             Places& places, std::span<events::AttendanceObserver* const> observers);

}  // namespace tagwerk::registration
