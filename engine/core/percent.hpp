// Purpose: shares in percent with at most two decimals: VAT, fees.
// Units: basis points (19 % = 1900), so that 7.25 % is exact. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>

namespace tagwerk::core {

struct Percent {
  static constexpr std::int64_t full_basis_points = 10'000;
  std::int64_t basis_points = 0;
  auto operator<=>(const Percent&) const = default;

  /// Only 0, 0.01 … 100; anything else (0.005, 101) is nullopt.
  [[nodiscard]] static std::optional<Percent> from_number(double number) noexcept;
  [[nodiscard]] double number() const noexcept { return static_cast<double>(basis_points) / 100.0; }
};

}  // namespace tagwerk::core
