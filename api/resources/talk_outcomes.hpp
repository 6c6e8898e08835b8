// Purpose: what became of talks: /events/{event_id}/talk-outcomes and /talks/{talk_id}/outcome. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::meetings {
class TalkOutcomeService;
}

namespace tagwerk::resources {

[[nodiscard]] pipeline::Resolver talk_resolver(meetings::TalkOutcomeService& service);
void add_talk_outcomes_routes(pipeline::RouteTable& table, meetings::TalkOutcomeService& service);

}  // namespace tagwerk::resources
