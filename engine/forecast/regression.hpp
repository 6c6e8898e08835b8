// Purpose: weighted least squares with shrinkage of the slopes towards 0, for a handful of regressors.
// Model: y = mean + sum of slope_k * (x_k - mean_k); slopes minimise the weighted squares plus `shrinkage` times the squares of the
//   standardized slopes, as if that many further observations had shown no slope. The mean is not shrunk.
// Source: Hoerl, Kennard, Ridge regression, Technometrics 12 (1970); standardized as in Hastie, Tibshirani, Friedman, The Elements of
//   Statistical Learning, 2nd ed., section 3.4.1.
// Errors: none; a regressor that never varies has no slope. Thread-safety: values.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace tagwerk::forecast {

inline constexpr std::size_t max_regressors = 5;
using Regressors = std::array<double, max_regressors>;

/// Weighted means and products of what was observed, from which every choice of regressors is solved.
class Moments {
 public:
  void add(const Regressors& x, double y, double weight) noexcept;
  [[nodiscard]] double mean() const noexcept { return weight_ > 0 ? sum_y_ / weight_ : 0; }
  /// y expected at `x` by a regression on those of `chosen` only; the mean where nothing is chosen.
  [[nodiscard]] double expect(const Regressors& x, std::span<const std::size_t> chosen,
                              double shrinkage) const noexcept;

 private:
  double weight_ = 0;
  double sum_y_ = 0;
  Regressors sum_x_{};
  Regressors sum_xy_{};
  std::array<Regressors, max_regressors> sum_xx_{};
};

}  // namespace tagwerk::forecast
