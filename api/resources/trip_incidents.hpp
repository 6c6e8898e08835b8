// Purpose: /events/{event_id}/trip/incidents: what happened on the road. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class IncidentService;
}

namespace tagwerk::resources {

void add_trip_incidents_routes(pipeline::RouteTable& table, trips::IncidentService& service);

}  // namespace tagwerk::resources
