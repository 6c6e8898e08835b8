// Purpose: the OpenAPI 3.1 document, written from the route table and the DTO descriptions. Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>

#include "api/pipeline/route.hpp"

namespace tagwerk::pipeline {

[[nodiscard]] std::string openapi_document(const RouteTable& routes, std::string_view version);

}  // namespace tagwerk::pipeline
