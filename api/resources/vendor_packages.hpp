// Purpose: /events/{event_id}/vendor-packages: what vendors can book. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::vendors {
class VendorPackageService;
}

namespace tagwerk::resources {

void add_vendor_packages_routes(pipeline::RouteTable& table, vendors::VendorPackageService& service);

}  // namespace tagwerk::resources
