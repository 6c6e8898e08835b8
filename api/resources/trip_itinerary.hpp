// Purpose: /events/{event_id}/trip/itinerary: the draft of where a trip goes, and what travellers are told of it.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class ItineraryService;
}

namespace tagwerk::resources {

void add_trip_itinerary_routes(pipeline::RouteTable& table, trips::ItineraryService& service);

}  // namespace tagwerk::resources
