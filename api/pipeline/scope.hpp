// Purpose: objects of another organization or company do not exist for a caller. Every path parameter has a resolver, which
// runs before the body is looked at, so that a new route is covered without anyone remembering.
// Errors: core::not_found. Thread-safety: resolvers are called from several threads.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::pipeline {

/// Is there such an object that this caller may see? `text` is the decoded path segment.
using Resolver = std::function<core::Result<>(const access::Call& call, const std::string& text)>;

/// By parameter name: "event_id", "series_key" … main fills it; a route with a parameter that has no resolver is refused at
/// start-up, unless the parameter is listed as free ("year", "participant_id" that only exists below a registration …).
struct ScopeResolvers {
  std::map<std::string, Resolver, std::less<>> by_parameter;
  std::vector<std::string> free_parameters;
  /// Whether the resolver has said yes a moment ago; must not block. For those that remember.
  std::map<std::string, std::function<bool(const access::Call& call, const std::string& text)>, std::less<>> in_memory;
};

}  // namespace tagwerk::pipeline
