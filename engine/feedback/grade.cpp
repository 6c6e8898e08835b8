#include "engine/feedback/grade.hpp"

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

}  // namespace tagwerk::feedback
