// Purpose: /events/{event_id}/trip/travellers/{participant_id}/group-wishes. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class GroupWishService;
}

namespace tagwerk::resources {

void add_trip_group_wishes_routes(pipeline::RouteTable& table, trips::GroupWishService& service);

}  // namespace tagwerk::resources
