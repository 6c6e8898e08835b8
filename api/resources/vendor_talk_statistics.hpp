// Purpose: /statistics/vendors/talks: the talks of each vendor of a series, year by year. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class VendorTalksService;
}

namespace tagwerk::resources {

void add_vendor_talk_statistics_routes(pipeline::RouteTable& table, statistics::VendorTalksService& service);

}  // namespace tagwerk::resources
