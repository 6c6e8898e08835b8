// Purpose: /companies/import and /people/import: CSV files, all of one or nothing. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::directory {
class ImportService;
}

namespace tagwerk::resources {

void add_imports_routes(pipeline::RouteTable& table, directory::ImportService& service);

}  // namespace tagwerk::resources
