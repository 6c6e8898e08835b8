// Purpose: /events/{event_id}/trip/payments, …/refunds and …/reversals: what travellers owe, pay and get back. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class TripAccountService;
}

namespace tagwerk::resources {

void add_trip_payments_routes(pipeline::RouteTable& table, trips::TripAccountService& service);

}  // namespace tagwerk::resources
