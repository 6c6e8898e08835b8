// Purpose: /talks/{talk_id}/grade: what a partner thinks of a talk. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::meetings {
class TalkOutcomeService;
}

namespace tagwerk::resources {

void add_talk_grades_routes(pipeline::RouteTable& table, meetings::TalkOutcomeService& service);

}  // namespace tagwerk::resources
