#include "api/resources/grade_distribution.hpp"

namespace tagwerk::resources {

const json::Object<GradeDistributionDto>& shape(json::Tag<GradeDistributionDto>) {
  static const auto object =
      json::Object<GradeDistributionDto>("GradeDistribution", "How many grades are in each band")
          .required("1", &GradeDistributionDto::very_good, json::about("1.0 to 1.5, very good"))
          .required("2", &GradeDistributionDto::good, json::about("1.6 to 2.5, good"))
          .required("3", &GradeDistributionDto::satisfactory, json::about("2.6 to 3.5, satisfactory"))
          .required("4", &GradeDistributionDto::sufficient, json::about("3.6 to 4.5, sufficient"))
          .required("5", &GradeDistributionDto::deficient, json::about("4.6 to 5.5, deficient"))
          .required("6", &GradeDistributionDto::insufficient, json::about("5.6 to 6.0, insufficient"));
  return object;
}

GradeDistributionDto distribution_of(const feedback::Spread& spread) {
  const auto& bands = spread.bands;
  return {bands[0], bands[1], bands[2], bands[3], bands[4], bands[5]};
}

void append_bands(std::vector<Cell>& cells, const std::optional<GradeDistributionDto>& distribution) {
  if (!distribution) {
    cells.resize(cells.size() + feedback::band_count);
    return;
  }
  const auto& [best, good, satisfactory, sufficient, deficient, worst] = *distribution;
  cells.insert(cells.end(), {best, good, satisfactory, sufficient, deficient, worst});
}

}  // namespace tagwerk::resources
