// Purpose: finds contradictions in a route table at start-up, so that no client finds them first.
// Errors: std::logic_error that names the route (our own mistake). Thread-safety: pure function.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::pipeline {

void check_table(const RouteTable& routes, const ScopeResolvers& resolvers);

/// "event_id" and "year" of "/api/v1/events/{event_id}/{year}".
[[nodiscard]] std::vector<std::string> parameters_of(std::string_view pattern);

}  // namespace tagwerk::pipeline
