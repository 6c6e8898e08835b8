// Purpose: routes of what happens to a registration later: delegates, more heads, its return, a move to another event.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class HeadService;
class ReturnService;
}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_registration_changes_routes(pipeline::RouteTable& table, registration::HeadService& heads,
                                     registration::ReturnService& returns);

}  // namespace tagwerk::resources
