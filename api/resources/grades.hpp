// Purpose: routes of grades: giving one, reading it, and what all of an event's grades say together.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::feedback {
class GradeService;
}

namespace tagwerk::resources {

void add_grade_routes(pipeline::RouteTable& table, feedback::GradeService& service);

}  // namespace tagwerk::resources
