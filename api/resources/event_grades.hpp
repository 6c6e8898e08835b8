// Purpose: routes of grades over the editions of a series, and of study trips side by side. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class EventGradesService;
}

namespace tagwerk::resources {

void add_event_grades_routes(pipeline::RouteTable& table, statistics::EventGradesService& service);
void add_trips_routes(pipeline::RouteTable& table, statistics::EventGradesService& service);

}  // namespace tagwerk::resources
