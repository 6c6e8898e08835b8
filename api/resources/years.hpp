// Purpose: the query parameters of statistics of a series, year by year. Errors: none; the route table refuses what is out of range.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/route.hpp"

namespace tagwerk::resources {

/// `series` with from…to and the form of the table.
[[nodiscard]] std::vector<pipeline::QueryParameter> series_and_years();
/// The same without a series.
[[nodiscard]] std::vector<pipeline::QueryParameter> only_years();
[[nodiscard]] std::optional<int> year_of(const pipeline::Exchange& x, std::string_view name);

}  // namespace tagwerk::resources
