// Purpose: /events/{event_id}/check-ins/summary: live counters of the door. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class CheckInReportService;
}

namespace tagwerk::resources {

void add_check_in_summary_routes(pipeline::RouteTable& table, registration::CheckInReportService& service);

}  // namespace tagwerk::resources
