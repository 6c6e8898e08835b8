// Purpose: /events/{event_id}/answers: what the participants of an event answered, as a list and summed up.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class QuestionService;
}

namespace tagwerk::resources {

void add_answers_routes(pipeline::RouteTable& table, registration::QuestionService& service);

}  // namespace tagwerk::resources
