// Purpose: /organization/ticket-key: with what others verify printed tickets. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class TicketKeys;
}

namespace tagwerk::resources {

void add_tickets_routes(pipeline::RouteTable& table, const registration::TicketKeys& keys);

}  // namespace tagwerk::resources
