// Purpose: /vendor-participations/{participation_id}/leads: the contacts that a vendor keeps. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::vendors {
class LeadService;
}

namespace tagwerk::resources {

void add_vendor_leads_routes(pipeline::RouteTable& table, vendors::LeadService& service);

}  // namespace tagwerk::resources
