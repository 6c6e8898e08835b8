// Purpose: /events/{event_id}/talks/capacity: how many talks fit. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::meetings {
class TalkCapacityService;
}

namespace tagwerk::resources {

void add_talk_capacity_routes(pipeline::RouteTable& table, meetings::TalkCapacityService& service);

}  // namespace tagwerk::resources
