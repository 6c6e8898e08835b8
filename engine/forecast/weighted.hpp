// Purpose: quantiles of values that do not all weigh the same, and what else of statistics several files of this room need.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <algorithm>
#include <vector>

namespace tagwerk::forecast {

inline constexpr double days_of_a_year = 365.25;
/// Of a normal distribution's interval of 80 % its interval of 50 % is that share.
inline constexpr double half_of_eighty = 0.53;

struct Weighted {
  double value = 0;
  double weight = 0;
};

[[nodiscard]] inline std::vector<Weighted> ascending(std::vector<Weighted> values) {
  std::ranges::sort(values, {}, &Weighted::value);
  return values;
}

/// The smallest value up to which lies at least that share of the weight. `values` are ascending, and there is one.
[[nodiscard]] inline double quantile(const std::vector<Weighted>& values, double share) noexcept {
  double all = 0;
  for (const auto& one : values) all += one.weight;
  double sum = 0;
  for (const auto& one : values) {
    sum += one.weight;
    if (sum >= share * all) return one.value;
  }
  return values.back().value;
}

}  // namespace tagwerk::forecast
