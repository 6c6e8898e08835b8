// Purpose: the routes about the server itself: /healthz, /readyz, /metrics, /api/v1/openapi.json, /docs,
// and the dashboard under /.
// Thread-safety: as the route table.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/pipeline/route.hpp"

namespace tagwerk::pipeline {

class Metrics;

struct Readiness {
  bool ready = false;
  std::string status;    // "ready", "draining", "database_unreachable", "schema_mismatch"
  std::string database;  // for operators; no credentials
};

struct ServiceParts {
  Metrics& metrics;
  std::function<Readiness()> readiness;  // may block
  std::string_view version;
};

/// To be called last: the OpenAPI document describes all of `table`.
void add_service_routes(RouteTable& table, ServiceParts parts);

}  // namespace tagwerk::pipeline
