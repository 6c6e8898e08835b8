#include "api/resources/years.hpp"

#include "engine/statistics/attendance.hpp"

namespace tagwerk::resources {

pipeline::QueryParameter year_parameter(std::string_view name, std::string_view description) {
  return {.name = name,
          .kind = pipeline::QueryParameter::Kind::integer,
          .description = description,
          .min = statistics::min_year,
          .max = statistics::max_year};
}

std::optional<int> year_of(const pipeline::Exchange& x, std::string_view name) {
  const auto number = x.integer(name);
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

}  // namespace tagwerk::resources
