// Purpose: /statistics/vendors: which vendors took part in a series, year by year. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class VendorStatisticsService;
}

namespace tagwerk::resources {

void add_vendor_statistics_routes(pipeline::RouteTable& table, statistics::VendorStatisticsService& service);

}  // namespace tagwerk::resources
