// Purpose: /events/{event_id}/registration-rules: who may register, and what becomes of who waits, holds or cancels.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::events {
class EventTermsService;
}

namespace tagwerk::resources {

void add_registration_rules_routes(pipeline::RouteTable& table, events::EventTermsService& service);

}  // namespace tagwerk::resources
