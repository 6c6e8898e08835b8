// Purpose: GET/PUT /events/{event_id}/trip/budget: what a trip costs, and what it leaves. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class TripBudgetService;
}

namespace tagwerk::resources {

void add_trip_budget_routes(pipeline::RouteTable& table, trips::TripBudgetService& service);

}  // namespace tagwerk::resources
