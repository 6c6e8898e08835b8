// Purpose: /vendor-participations/{participation_id}/staff: whom a vendor sends. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::vendors {
class VendorStaffService;
}

namespace tagwerk::resources {

void add_vendor_staff_routes(pipeline::RouteTable& table, vendors::VendorStaffService& service);

}  // namespace tagwerk::resources
