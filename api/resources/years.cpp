#include "api/resources/years.hpp"

#include "api/resources/table.hpp"
#include "engine/statistics/attendance.hpp"

namespace tagwerk::resources {
namespace {

pipeline::QueryParameter year_parameter(std::string_view name, std::string_view description) {
  return {.name = name,
          .kind = pipeline::QueryParameter::Kind::integer,
          .description = description,
          .min = statistics::min_year,
          .max = statistics::max_year};
}

}  // namespace

std::vector<pipeline::QueryParameter> only_years() {
  return {year_parameter("from", "First edition year"), year_parameter("to", "Last edition year, included"),
          format_parameter()};
}

std::vector<pipeline::QueryParameter> series_and_years() {
  auto parameters = only_years();
  parameters.insert(parameters.begin(), {.name = "series",
                                         .kind = pipeline::QueryParameter::Kind::key,
                                         .description = "Key of the series",
                                         .required = true});
  return parameters;
}

std::optional<int> year_of(const pipeline::Exchange& x, std::string_view name) {
  const auto number = x.integer(name);
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

}  // namespace tagwerk::resources
