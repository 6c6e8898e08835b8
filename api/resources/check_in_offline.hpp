// Purpose: the door without network: /events/{event_id}/check-in-pack to take along, /events/{event_id}/check-ins/import to
// hand in afterwards. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class CheckInReportService;
class CheckInService;
class TicketKeys;
}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_check_in_offline_routes(pipeline::RouteTable& table, registration::CheckInService& check_ins,
                                 registration::CheckInReportService& reports, const registration::TicketKeys& keys);

}  // namespace tagwerk::resources
