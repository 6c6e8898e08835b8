// Purpose: /personal/{link}: what a traveller reads and says with the secret in the path, without a token. No answer, message or log
// has the secret (http/secret_path.hpp). Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class PersonalLinkService;
class TripFeedbackService;
}  // namespace tagwerk::trips

namespace tagwerk::resources {

void add_personal_routes(pipeline::RouteTable& table, trips::PersonalLinkService& links,
                         trips::TripFeedbackService& feedback);

}  // namespace tagwerk::resources
