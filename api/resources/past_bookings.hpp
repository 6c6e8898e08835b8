// Purpose: /events/{event_id}/registrations/import: registrations that were made in another system.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class PastBookingService;
}

namespace tagwerk::resources {

void add_past_bookings_routes(pipeline::RouteTable& table, registration::PastBookingService& service);

}  // namespace tagwerk::resources
