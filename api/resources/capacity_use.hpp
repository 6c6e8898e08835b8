// Purpose: route of how much of what events offer was used. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class CapacityUseService;
}

namespace tagwerk::resources {

void add_capacity_use_routes(pipeline::RouteTable& table, statistics::CapacityUseService& service);

}  // namespace tagwerk::resources
