// Purpose: /events/{event_id}/booths: booths and tables, and which vendor has them. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::vendors {
class BoothService;
}

namespace tagwerk::resources {

void add_vendor_booths_routes(pipeline::RouteTable& table, vendors::BoothService& service);

}  // namespace tagwerk::resources
