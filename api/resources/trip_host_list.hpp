// Purpose: /events/{event_id}/trip/itinerary/{item_key}/list: the list of travellers for the host of an item.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class HostListService;
}

namespace tagwerk::resources {

void add_trip_host_list_routes(pipeline::RouteTable& table, trips::HostListService& service);

}  // namespace tagwerk::resources
