// Purpose: /vendor-participations/{participation_id}/invoice and …/extra-lines: what a participation costs.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::vendors {
class VendorParticipationService;
}

namespace tagwerk::resources {

void add_vendor_invoices_routes(pipeline::RouteTable& table, vendors::VendorParticipationService& service);

}  // namespace tagwerk::resources
