// Purpose: /organization: the one that the token belongs to. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::directory {
class OrganizationService;
}

namespace tagwerk::resources {

void add_organization_routes(pipeline::RouteTable& table, directory::OrganizationService& service);

}  // namespace tagwerk::resources
