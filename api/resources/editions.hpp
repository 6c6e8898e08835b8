// Purpose: routes of a series event by event, and of which companies came again.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class EditionsService;
}

namespace tagwerk::resources {

void add_editions_routes(pipeline::RouteTable& table, statistics::EditionsService& service);
void add_retention_routes(pipeline::RouteTable& table, statistics::EditionsService& service);

}  // namespace tagwerk::resources
