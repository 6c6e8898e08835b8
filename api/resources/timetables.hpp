// Purpose: /events/{event_id}/talks/timetable: the published plan as JSON, CSV and iCalendar. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::meetings {
class TimetableService;
}

namespace tagwerk::resources {

void add_timetables_routes(pipeline::RouteTable& table, meetings::TimetableService& service);

}  // namespace tagwerk::resources
