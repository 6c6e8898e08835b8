// Purpose: /events/{event_id}/trip/sub-groups: who is in which group of visits and buses, by hand and by plan.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class SubGroupService;
}

namespace tagwerk::resources {

void add_trip_sub_groups_routes(pipeline::RouteTable& table, trips::SubGroupService& service);

}  // namespace tagwerk::resources
