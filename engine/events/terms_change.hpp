// Purpose: what the places of an event refuse when its categories or contingents change, and what such a change makes of its
// pools: the limit of a category is that of the pool `category.KEY`, the places of a contingent that of `contingent.KEY`.
// Rules: nobody loses what he has. What a head takes, who owns a contingent and where it lies stay while anything is taken;
// limits are at least what is taken; reservations that grow fit beside what is taken and reserved.
// Errors: returned as field errors, all at once; the first can speak for all. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/time.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/event_terms.hpp"

namespace tagwerk::events {

/// Places of each pool that contingents keep now and nobody has taken.
[[nodiscard]] Reservations reserved_places(const std::vector<Contingent>& contingents, const std::vector<PoolRow>& rows,
                                           core::Instant now);
/// Places of a contingent that are taken.
[[nodiscard]] std::int64_t taken_of(const Contingent& contingent, const std::vector<PoolRow>& rows);

/// category_in_use, capacity_below_taken.
[[nodiscard]] std::vector<core::FieldError> refused(const std::vector<TicketCategory>& before,
                                                    const std::vector<TicketCategory>& after,
                                                    const std::vector<PoolRow>& rows);
/// contingent_in_use, capacity_below_taken, contingent_exceeds_free.
[[nodiscard]] std::vector<core::FieldError> refused(const std::vector<Contingent>& before,
                                                    const std::vector<Contingent>& after,
                                                    const std::vector<PoolRow>& rows, core::Instant now);

/// The rows, in key order, with these limits of categories or contingents. One that is gone is no row any more, or an
/// unlimited one where it counts something.
[[nodiscard]] std::vector<PoolRow> with_limits_of(const std::vector<TicketCategory>& categories,
                                                  std::vector<PoolRow> rows);
[[nodiscard]] std::vector<PoolRow> with_limits_of(const std::vector<Contingent>& contingents,
                                                  std::vector<PoolRow> rows);

}  // namespace tagwerk::events
