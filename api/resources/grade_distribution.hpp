// Purpose: how many grades are in each band, in JSON and as cells of a table. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "api/json/codec.hpp"
#include "api/resources/table.hpp"
#include "engine/feedback/grade.hpp"

namespace tagwerk::resources {

struct GradeDistributionDto {
  std::int64_t very_good = 0;
  std::int64_t good = 0;
  std::int64_t satisfactory = 0;
  std::int64_t sufficient = 0;
  std::int64_t deficient = 0;
  std::int64_t insufficient = 0;
};
[[nodiscard]] const json::Object<GradeDistributionDto>& shape(json::Tag<GradeDistributionDto>);
[[nodiscard]] GradeDistributionDto distribution_of(const feedback::Spread& spread);
/// A cell for each band, the best first; empty ones where there is no distribution.
void append_bands(std::vector<Cell>& cells, const std::optional<GradeDistributionDto>& distribution);

}  // namespace tagwerk::resources
