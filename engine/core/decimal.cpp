#include "engine/core/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tagwerk::core {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), is_digit); }

std::int64_t value_of(std::string_view digits) noexcept {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) noexcept {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const auto point = text.find('.');
  auto whole = text.substr(0, point);
  if (whole.empty() || !all_digits(whole)) return std::nullopt;
  std::string_view behind;
  if (point != std::string_view::npos) {
    behind = text.substr(point + 1);
    if (behind.empty() || !all_digits(behind)) return std::nullopt;
  }
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  while (!behind.empty() && behind.back() == '0') behind.remove_suffix(1);
  if (whole.size() > whole_digits || behind.size() > decimals) return std::nullopt;
  auto fraction = value_of(behind);
  for (auto digits = behind.size(); digits < decimals; ++digits) fraction *= 10;
  const auto size = value_of(whole) * one + fraction;
  return Decimal{is_negative ? -size : size};
}

std::optional<Decimal> Decimal::from_number(double number) noexcept {
  if (!std::isfinite(number)) return std::nullopt;
  std::array<char, 512> buffer{};  // the largest double has 309 digits in fixed notation, the smallest some 340
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  if (end.ec != std::errc{}) return std::nullopt;
  return parse({buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())});
}

std::string Decimal::text() const {
  const auto size = millionths < 0 ? -millionths : millionths;
  auto text = (millionths < 0 ? "-" : "") + std::to_string(size / one);
  auto behind = std::to_string(one + size % one).substr(1);
  while (!behind.empty() && behind.back() == '0') behind.pop_back();
  return behind.empty() ? text : text + "." + behind;
}

double Decimal::number() const noexcept { return static_cast<double>(millionths) / static_cast<double>(one); }

}  // namespace tagwerk::core
