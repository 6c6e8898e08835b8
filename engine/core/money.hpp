// Purpose: amounts of money, exactly: whole minor units of an ISO 4217 currency, and the text of an amount ("1234.50").
// Units: minor units (cents; yen, which have none; thousandths of a dinar). Limit of an amount that is read: max_minor_units
// in size. Errors: nullopt. No floating point anywhere. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tagwerk::core {

inline constexpr std::int64_t max_minor_units = 999'999'999'999'999;  // 15 digits

struct Money {
  std::int64_t minor = 0;
  std::string currency;  // one that minor_digits() knows
  bool operator==(const Money&) const = default;
};

/// How many digits stand behind the point in that currency: 0, 2 or 3; nullopt: it is no national currency in use.
[[nodiscard]] std::optional<int> minor_digits(std::string_view currency) noexcept;
/// "1234.5" with 2 digits is 123450: an optional minus, digits without leading zeros, and at most `digits` behind a point.
[[nodiscard]] std::optional<std::int64_t> parse_amount(std::string_view text, int digits) noexcept;
/// With exactly `digits` behind the point: "1234.50", "-0.05".
[[nodiscard]] std::string amount_text(std::int64_t minor, int digits);
/// The same in the currency's own digits.
[[nodiscard]] std::string amount_text(const Money& money);

}  // namespace tagwerk::core
