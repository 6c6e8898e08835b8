// Purpose: /events/{event_id}/trip/requirements: what a trip asks of its travellers, and until when.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class TripRequirementsService;
}

namespace tagwerk::resources {

void add_trip_requirements_routes(pipeline::RouteTable& table, trips::TripRequirementsService& service);

}  // namespace tagwerk::resources
