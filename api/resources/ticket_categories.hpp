// Purpose: /events/{event_id}/categories: ticket categories with limits, prices, sale windows and what a head takes.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::events {
class EventTermsService;
}

namespace tagwerk::resources {

void add_ticket_categories_routes(pipeline::RouteTable& table, events::EventTermsService& service);

}  // namespace tagwerk::resources
