// Purpose: route of how many partner companies the events reach. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class ReachService;
}

namespace tagwerk::resources {

void add_reach_routes(pipeline::RouteTable& table, statistics::ReachService& service);

}  // namespace tagwerk::resources
