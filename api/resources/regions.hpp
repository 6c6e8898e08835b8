// Purpose: /regions: the regional groups of companies. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::directory {
class RegionService;
}

namespace tagwerk::resources {

void add_regions_routes(pipeline::RouteTable& table, directory::RegionService& service);
[[nodiscard]] pipeline::Resolver region_resolver(directory::RegionService& service);

}  // namespace tagwerk::resources
