// Purpose: /events/{event_id}/questions: what an event asks of each participant. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class QuestionService;
}

namespace tagwerk::resources {

void add_questions_routes(pipeline::RouteTable& table, registration::QuestionService& service);

}  // namespace tagwerk::resources
