// Purpose: /events/{event_id}/check-ins/summary: live counters of the door, and …/check-ins/events, which tells when they change.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class CheckInReportService;
class DoorWatch;
}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_check_in_summary_routes(pipeline::RouteTable& table, registration::CheckInReportService& service,
                                 registration::DoorWatch& watch);

}  // namespace tagwerk::resources
