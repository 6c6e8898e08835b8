// Purpose: a bounded decimal number that is kept exactly: at most 9 digits before the point and 6 behind it, which is what
// survives a double. Units: millionths inside. Shapes: "12.5", without superfluous zeros. Thread-safety: values.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tagwerk::core {

struct Decimal {
  static constexpr int whole_digits = 9;
  static constexpr int decimals = 6;
  static constexpr std::int64_t one = 1'000'000;
  static constexpr std::int64_t max_millionths = 999'999'999'999'999;
  std::int64_t millionths = 0;
  auto operator<=>(const Decimal&) const = default;

  /// "-12.50": digits, and behind a point more of them; anything else, and what is out of bounds, is nullopt.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text) noexcept;
  /// The shortest decimal that reads back as this number; nullopt where that has too many digits.
  [[nodiscard]] static std::optional<Decimal> from_number(double number) noexcept;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] double number() const noexcept;
};

}  // namespace tagwerk::core
