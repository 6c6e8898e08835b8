// Purpose: what travellers are told of a trip, as iCalendar: each item in the zones of its places. Thread-safety: a pure function.
// Errors: std::runtime_error for a zone that libical does not know.
#pragma once

#include <string>

#include "engine/trips/itinerary_service.hpp"

namespace tagwerk::resources {

[[nodiscard]] std::string to_trip_calendar(const trips::ToldItinerary& told);

}  // namespace tagwerk::resources
