#include "engine/core/money.hpp"

#include <algorithm>
#include <iterator>

namespace tagwerk::core {
namespace {

constexpr std::size_t code_length = 3;
constexpr int usual_digits = 2;

// ISO 4217, national currencies in use, by their digits behind the point; each list in order.
constexpr std::string_view without_digits[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                               "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::string_view with_three[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
constexpr std::string_view with_two[] = {
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BMD", "BND",
    "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP", "CRC", "CUP", "CVE",
    "CZK", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD",
    "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW",
    "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK",
    "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE",
    "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TOP", "TRY", "TTD", "TWD", "TZS",
    "UAH", "USD", "UYU", "UZS", "VES", "WST", "XCD", "YER", "ZAR", "ZMW"};

template <std::size_t count>
bool has(const std::string_view (&list)[count], std::string_view currency) noexcept {
  return std::binary_search(std::begin(list), std::end(list), currency);
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<int> minor_digits(std::string_view currency) noexcept {
  if (currency.size() != code_length) return std::nullopt;
  if (has(with_two, currency)) return usual_digits;
  if (has(without_digits, currency)) return 0;
  if (has(with_three, currency)) return 3;
  return std::nullopt;
}

std::optional<std::int64_t> parse_amount(std::string_view text, int digits) noexcept {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  auto behind = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  if (point != std::string_view::npos && (behind.empty() || behind.size() > static_cast<std::size_t>(digits)))
    return std::nullopt;
  std::int64_t minor = 0;
  const auto append = [&](char c) {
    minor = minor * 10 + (c - '0');
    return minor <= max_minor_units;
  };
  for (const char c : whole) {
    if (!is_digit(c) || !append(c)) return std::nullopt;
  }
  for (int i = 0; i < digits; ++i) {
    const char c = behind.empty() ? '0' : behind.front();
    if (!is_digit(c) || !append(c)) return std::nullopt;
    if (!behind.empty()) behind.remove_prefix(1);
  }
  if (is_negative && minor == 0) return std::nullopt;
  return is_negative ? -minor : minor;
}

std::string amount_text(std::int64_t minor, int digits) {
  auto rest = minor < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
  std::string backwards;
  for (int i = 0; i <= digits || rest > 0; ++i) {
    if (i == digits && digits > 0) backwards += '.';
    backwards += static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  if (minor < 0) backwards += '-';
  return {backwards.rbegin(), backwards.rend()};
}

std::string amount_text(const Money& money) {
  return amount_text(money.minor, minor_digits(money.currency).value_or(usual_digits));
}

}  // namespace tagwerk::core
