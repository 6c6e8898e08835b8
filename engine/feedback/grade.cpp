#include "engine/feedback/grade.hpp"

#include <cmath>

namespace tagwerk::feedback {
namespace {

/// The grade at that place (from 0) when all are laid out in order.
int tenths_at(std::span<const GradeCount> counts, std::int64_t place) {
  for (const auto& [grade, count] : counts) {
    if (place < count) return grade.tenths;
    place -= count;
  }
  return core::Grade::worst_tenths;
}

}  // namespace

std::size_t band_of(core::Grade grade) noexcept {
  // The middle belongs to the better word: 1.5 is very good.
  return static_cast<std::size_t>((grade.tenths + 4) / 10 - 1);
}

GradeSummary summarize(std::span<const GradeCount> counts) {
  GradeSummary summary;
  std::int64_t sum = 0;
  Spread spread;
  for (const auto& [grade, count] : counts) {
    summary.n += count;
    sum += grade.tenths * count;
    spread.bands[band_of(grade)] += count;
  }
  if (summary.n < min_shown) return summary;
  const auto n = summary.n;
  spread.mean_tenths = static_cast<int>((2 * sum + n) / (2 * n));
  spread.median_hundredths = 5 * (tenths_at(counts, (n - 1) / 2) + tenths_at(counts, n / 2));
  summary.spread = spread;
  return summary;
}

std::optional<Dispersion> disperse(std::span<const GradeCount> counts) {
  std::int64_t n = 0;
  std::int64_t sum = 0;
  std::int64_t squares = 0;
  for (const auto& [grade, count] : counts) {
    n += count;
    sum += grade.tenths * count;
    squares += static_cast<std::int64_t>(grade.tenths) * grade.tenths * count;
  }
  if (n < min_shown) return std::nullopt;
  const auto half = (n + 1) / 2;
  const auto median_from = [&](std::int64_t first) {
    return 5 * (tenths_at(counts, first + (half - 1) / 2) + tenths_at(counts, first + half / 2));
  };
  constexpr double hundredths = 10;  // of a tenth
  const auto deviation = hundredths * std::sqrt(static_cast<double>(n * squares - sum * sum)) / static_cast<double>(n);
  return Dispersion{.lower_quartile_hundredths = median_from(0),
                    .upper_quartile_hundredths = median_from(n - half),
                    .deviation_hundredths = static_cast<int>(std::lround(deviation))};
}

}  // namespace tagwerk::feedback
