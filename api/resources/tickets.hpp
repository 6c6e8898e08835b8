// Purpose: tickets as pictures, badges as PDF, and /organization/ticket-key, with which others verify what is printed.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "engine/registration/ticket_key.hpp"
#include "engine/registration/ticket_service.hpp"

namespace tagwerk::resources {

void add_tickets_routes(pipeline::RouteTable& table, registration::TicketService& service,
                        const registration::TicketKeys& keys);

}  // namespace tagwerk::resources
