// Purpose: /events/{event_id}/contingents: places kept for a company or a role. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::events {
class EventTermsService;
}

namespace tagwerk::resources {

void add_contingents_routes(pipeline::RouteTable& table, events::EventTermsService& service);

}  // namespace tagwerk::resources
