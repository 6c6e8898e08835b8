// Purpose: /events/{event_id}/trip/links: personal links of travellers are made, told once, listed and ended.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class PersonalLinkService;
}

namespace tagwerk::resources {

void add_trip_links_routes(pipeline::RouteTable& table, trips::PersonalLinkService& service);

}  // namespace tagwerk::resources
