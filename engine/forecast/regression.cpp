#include "engine/forecast/regression.hpp"

#include <cmath>

namespace tagwerk::forecast {
namespace {

using Matrix = std::array<Regressors, max_regressors>;

// Cholesky; the shrinkage keeps `a` positive definite.
Regressors solve(Matrix a, Regressors b, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = a[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= a[i][k] * a[j][k];
      a[i][j] = i == j ? std::sqrt(rest) : rest / a[j][j];
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = count; i-- > 0;) {
    for (std::size_t k = i + 1; k < count; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

}  // namespace

void Moments::add(const Regressors& x, double y, double weight) noexcept {
  weight_ += weight;
  sum_y_ += weight * y;
  for (std::size_t i = 0; i < max_regressors; ++i) {
    sum_x_[i] += weight * x[i];
    sum_xy_[i] += weight * x[i] * y;
    for (std::size_t j = 0; j <= i; ++j) sum_xx_[i][j] += weight * x[i] * x[j];
  }
}

double Moments::expect(const Regressors& x, std::span<const std::size_t> chosen, double shrinkage) const noexcept {
  if (weight_ <= 0) return 0;
  // Those that vary, in standard deviations from their mean. What is left of the variance of a large number that never varies is
  // rounding.
  constexpr double smallest_share = 1e-12;
  std::array<std::size_t, max_regressors> used{};
  Regressors deviation{};
  std::size_t count = 0;
  for (const std::size_t k : chosen) {
    const double mean = sum_x_[k] / weight_;
    const double square = sum_xx_[k][k] / weight_;
    const double variance = square - mean * mean;
    if (variance <= smallest_share * square || variance <= 0) continue;
    deviation[count] = std::sqrt(variance);
    used[count++] = k;
  }
  Matrix products{};
  Regressors with_y{};
  for (std::size_t i = 0; i < count; ++i) {
    const auto one = used[i];
    with_y[i] = (sum_xy_[one] - sum_x_[one] * sum_y_ / weight_) / deviation[i];
    for (std::size_t j = 0; j <= i; ++j) {
      const auto other = used[j];  // sum_xx_ is filled below its diagonal
      const double sum = one >= other ? sum_xx_[one][other] : sum_xx_[other][one];
      products[i][j] = (sum - sum_x_[one] * sum_x_[other] / weight_) / (deviation[i] * deviation[j]);
    }
    products[i][i] += shrinkage;
  }
  const auto slopes = solve(products, with_y, count);
  double expected = mean();
  for (std::size_t i = 0; i < count; ++i)
    expected += slopes[i] * (x[used[i]] - sum_x_[used[i]] / weight_) / deviation[i];
  return expected;
}

}  // namespace tagwerk::forecast
