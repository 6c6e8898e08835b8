// Purpose: checks a query string against the parameters that its route knows, all wrong ones at once ("?limit").
// Errors: query_malformed (400), validation_failed (422) with unknown_parameter, duplicate, type, range, required.
// Thread-safety: pure function.
#pragma once

#include <string_view>
#include <vector>

#include "api/http/query.hpp"
#include "api/pipeline/route.hpp"

namespace tagwerk::pipeline {

[[nodiscard]] core::Result<> check_query(const std::vector<http::QueryParameter>& given,
                                         const std::vector<QueryParameter>& known);

}  // namespace tagwerk::pipeline
