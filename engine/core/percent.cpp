#include "engine/core/percent.hpp"

#include <cmath>

namespace tagwerk::core {

std::optional<Percent> Percent::from_number(double number) noexcept {
  if (!(number >= 0.0 && number <= 100.0)) return std::nullopt;
  const double hundredths = std::round(number * 100.0);
  if (std::abs(hundredths - number * 100.0) > 1e-9) return std::nullopt;  // what no double of two decimals is off by
  return Percent{static_cast<std::int64_t>(hundredths)};
}

}  // namespace tagwerk::core
