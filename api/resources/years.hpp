// Purpose: edition years as the query parameters of statistics. Errors: none; the route table refuses what is out of range.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/route.hpp"

namespace tagwerk::resources {

[[nodiscard]] pipeline::QueryParameter year_parameter(std::string_view name, std::string_view description);
[[nodiscard]] std::optional<int> year_of(const pipeline::Exchange& x, std::string_view name);

}  // namespace tagwerk::resources
