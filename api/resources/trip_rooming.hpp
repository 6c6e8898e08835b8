// Purpose: /events/{event_id}/trip/rooming: rooms of lodgings, who has which, plans of it, and the list for the hotel;
// /events/{event_id}/trip/rooming-exclusions: who must not share. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class RoomingPlanService;
class RoomingService;
}  // namespace tagwerk::trips

namespace tagwerk::resources {

void add_trip_rooming_routes(pipeline::RouteTable& table, trips::RoomingService& service,
                             trips::RoomingPlanService& plans);

}  // namespace tagwerk::resources
