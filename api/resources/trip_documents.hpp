// Purpose: routes of what is printed for a trip: the booklet for travellers. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class ItineraryService;
}

namespace tagwerk::resources {

void add_trip_document_routes(pipeline::RouteTable& table, trips::ItineraryService& itineraries);

}  // namespace tagwerk::resources
