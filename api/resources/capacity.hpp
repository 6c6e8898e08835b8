// Purpose: /events/{event_id}/capacity: limits and how full they are. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::events {
class CapacityService;
}

namespace tagwerk::resources {

void add_capacity_routes(pipeline::RouteTable& table, events::CapacityService& service);

}  // namespace tagwerk::resources
