// Purpose: routes of what is held or waits: confirmation, approval, leaving the waiting list.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class HeldPlacesService;
}

namespace tagwerk::resources {

void add_held_places_routes(pipeline::RouteTable& table, registration::HeldPlacesService& service);

}  // namespace tagwerk::resources
