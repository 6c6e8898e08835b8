// Purpose: /visa-rules: what countries ask of travellers, as the organizers know it. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class VisaRuleService;
}

namespace tagwerk::resources {

void add_visa_rules_routes(pipeline::RouteTable& table, trips::VisaRuleService& service);

}  // namespace tagwerk::resources
