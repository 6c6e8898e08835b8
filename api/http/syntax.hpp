// Purpose: the character classes and small lexical rules of RFC 9110, RFC 9112 and RFC 3986 that several readers share.
// Thread-safety: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tagwerk::http {

namespace syntax_detail {
enum : std::uint8_t { token_bit = 1, path_bit = 2, field_bit = 4, query_bit = 8, unreserved_bit = 16 };

consteval std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> table{};
  const auto mark = [&table](std::string_view set, std::uint8_t bits) {
    for (const char c : set)
      table[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(table[static_cast<unsigned char>(c)] | bits);
  };
  constexpr std::string_view alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  mark(alphanumeric, token_bit | path_bit | query_bit | unreserved_bit);
  mark("!#$%&'*+-.^_`|~", token_bit);                   // RFC 9110 section 5.6.2
  mark("-._~", path_bit | query_bit | unreserved_bit);  // RFC 3986 section 2.3
  mark("!$&'()*+,;=:@/%", path_bit | query_bit);        // RFC 3986 section 3.3, with '/' and '%' for whole paths
  mark("?", query_bit);
  for (int c = 0; c < 256; ++c) {
    // RFC 9110 section 5.5: VCHAR, obs-text, SP, HTAB.
    if (c == '\t' || (c >= 0x20 && c != 0x7f)) {
      table[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(table[static_cast<std::size_t>(c)] | field_bit);
    }
  }
  return table;
}
inline constexpr auto classes = make_classes();
[[nodiscard]] constexpr bool has(char c, std::uint8_t bit) noexcept {
  return (classes[static_cast<unsigned char>(c)] & bit) != 0;
}
}  // namespace syntax_detail

[[nodiscard]] constexpr bool is_token_char(char c) noexcept { return syntax_detail::has(c, syntax_detail::token_bit); }
[[nodiscard]] constexpr bool is_field_char(char c) noexcept { return syntax_detail::has(c, syntax_detail::field_bit); }
/// A character of a path, '/' and '%' included.
[[nodiscard]] constexpr bool is_path_char(char c) noexcept { return syntax_detail::has(c, syntax_detail::path_bit); }
[[nodiscard]] constexpr bool is_query_char(char c) noexcept { return syntax_detail::has(c, syntax_detail::query_bit); }
[[nodiscard]] constexpr bool is_unreserved(char c) noexcept {
  return syntax_detail::has(c, syntax_detail::unreserved_bit);
}
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// 0…15, or -1.
[[nodiscard]] constexpr int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// A token is never empty.
[[nodiscard]] bool is_token(std::string_view text) noexcept;
/// ASCII letters compare without case.
[[nodiscard]] bool equals_ignoring_case(std::string_view left, std::string_view right) noexcept;
/// Without leading and trailing spaces and tabs (OWS).
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
/// Cuts the text up to `separator` off the front of `rest` and returns it trimmed; all of it when there is none.
[[nodiscard]] std::string_view next_item(std::string_view& rest, char separator) noexcept;
/// Every '%' is followed by two hexadecimal digits.
[[nodiscard]] bool has_valid_percent_encoding(std::string_view text) noexcept;
/// nullopt for a '%' without two hexadecimal digits and for a result that is not UTF-8.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
/// Everything but RFC 3986's unreserved characters becomes %XX: safe in any part of a URI.
[[nodiscard]] std::string percent_encode(std::string_view text);
/// A value as it may be shown in a message: at most `limit` bytes, anything but printable ASCII as '?'.
[[nodiscard]] std::string printable(std::string_view text, std::size_t limit = 64);

}  // namespace tagwerk::http
