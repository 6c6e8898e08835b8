// Purpose: German school grades: 1.0 (very good) to 6.0 (insufficient); lower is better.
// Units: tenths, so that 1.1 is exact. Thread-safety: values.
#pragma once

#include <compare>
#include <optional>

namespace tagwerk::core {

struct Grade {
  static constexpr int best_tenths = 10;
  static constexpr int worst_tenths = 60;
  int tenths = best_tenths;
  auto operator<=>(const Grade&) const = default;

  /// Only 1.0, 1.1 … 6.0; anything else (1.05, 0.9) is nullopt.
  [[nodiscard]] static std::optional<Grade> from_number(double number) noexcept;
  [[nodiscard]] double number() const noexcept { return tenths / 10.0; }
};

}  // namespace tagwerk::core
