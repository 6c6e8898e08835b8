// Purpose: /audit: who did what to one object, and when.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::storage {
class Database;
}

namespace tagwerk::resources {

void add_audit_routes(pipeline::RouteTable& table, storage::Database& database);

}  // namespace tagwerk::resources
