// Purpose: plans of talks: /events/{event_id}/talk-plans, /talk-plans/{talk_plan_id} and what is below them. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::meetings {
class TalkPlanService;
}

namespace tagwerk::resources {

[[nodiscard]] pipeline::Resolver talk_plan_resolver(meetings::TalkPlanService& service);
void add_talk_plans_routes(pipeline::RouteTable& table, meetings::TalkPlanService& service);

}  // namespace tagwerk::resources
