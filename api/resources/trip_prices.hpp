// Purpose: /events/{event_id}/trip/prices, and the price of one traveller. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class TripPriceService;
}

namespace tagwerk::resources {

void add_trip_prices_routes(pipeline::RouteTable& table, trips::TripPriceService& service);

}  // namespace tagwerk::resources
