// Purpose: /events/{event_id}/trip/travellers: what is known of those who travel. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class PassportNumbers;
class TravellerService;
}  // namespace tagwerk::trips

namespace tagwerk::resources {

void add_trip_travellers_routes(pipeline::RouteTable& table, trips::TravellerService& service,
                                const trips::PassportNumbers& numbers);

}  // namespace tagwerk::resources
