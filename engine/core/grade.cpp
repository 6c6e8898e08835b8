#include "engine/core/grade.hpp"

#include <cmath>

namespace tagwerk::core {

std::optional<Grade> Grade::from_number(double number) noexcept {
  if (!(number >= 1.0 && number <= 6.0)) return std::nullopt;
  const double tenths = std::round(number * 10.0);
  if (std::abs(tenths - number * 10.0) > 1e-9) return std::nullopt;
  return Grade{static_cast<int>(tenths)};
}

}  // namespace tagwerk::core
