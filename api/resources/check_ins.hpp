// Purpose: /events/{event_id}/check-ins: tickets scanned at the door. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class CheckInService;
class TicketKeys;
}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_check_ins_routes(pipeline::RouteTable& table, registration::CheckInService& service,
                          const registration::TicketKeys& keys);

}  // namespace tagwerk::resources
