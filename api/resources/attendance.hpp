// Purpose: routes of recorded attendance figures, of events and of the years of a series, one by one and as CSV.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class AttendanceService;
}

namespace tagwerk::resources {

void add_attendance_routes(pipeline::RouteTable& table, statistics::AttendanceService& service);

}  // namespace tagwerk::resources
