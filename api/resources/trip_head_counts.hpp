// Purpose: /events/{event_id}/trip/head-counts: the day of a trip for its guide. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class HeadCountService;
}

namespace tagwerk::resources {

void add_trip_head_counts_routes(pipeline::RouteTable& table, trips::HeadCountService& service);

}  // namespace tagwerk::resources
