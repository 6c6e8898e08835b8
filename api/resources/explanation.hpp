// Purpose: /registrations/{registration_id}/explanation: why it has its places or not, and how many are before it.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class ExplanationService;
}

namespace tagwerk::resources {

void add_explanation_routes(pipeline::RouteTable& table, registration::ExplanationService& service);

}  // namespace tagwerk::resources
