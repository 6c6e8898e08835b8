// Purpose: /events/{event_id}/overbooking-suggestion: how far its pools can be overbooked, by who came to past editions.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class OverbookingService;
}

namespace tagwerk::resources {

void add_overbooking_routes(pipeline::RouteTable& table, statistics::OverbookingService& service);

}  // namespace tagwerk::resources
