// Purpose: what travellers are told of a trip, as a booklet: a chapter for each day with what begins then and where the night is spent,
// and one with all places. Times are those of the walls where it happens. Thread-safety: a pure function. Errors: none.
#pragma once

#include "engine/core/error.hpp"
#include "engine/documents/booklet.hpp"
#include "engine/trips/itinerary_service.hpp"

namespace tagwerk::resources {

[[nodiscard]] documents::Booklet to_trip_booklet(const trips::ToldItinerary& told, core::Language language);

}  // namespace tagwerk::resources
