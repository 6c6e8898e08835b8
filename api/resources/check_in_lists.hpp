// Purpose: /events/{event_id}/check-in-lists: which tickets a door lets in. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class CheckInListService;
}

namespace tagwerk::resources {

void add_check_in_lists_routes(pipeline::RouteTable& table, registration::CheckInListService& service);

}  // namespace tagwerk::resources
