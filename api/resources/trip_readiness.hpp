// Purpose: /events/{event_id}/trip/readiness: who lacks what until when. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class TravellerService;
}

namespace tagwerk::resources {

void add_trip_readiness_routes(pipeline::RouteTable& table, trips::TravellerService& service);

}  // namespace tagwerk::resources
