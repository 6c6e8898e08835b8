// Purpose: rules for text that comes from outside. Text is UTF-8 and kept exactly as given.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tagwerk::core {

/// Strict UTF-8 (no overlong forms, no surrogates, at most U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;
/// Code points of valid UTF-8, which is what VARCHAR(n) counts.
[[nodiscard]] std::size_t code_points(std::string_view text) noexcept;
/// What a key is, in a message.
inline constexpr const char* key_words = "a key of 1 to 64 characters a-z, 0-9, _ and -";
/// Keys of the API: [a-z0-9_-]{1,64}.
[[nodiscard]] bool is_key(std::string_view text) noexcept;
/// C0 controls, DEL, and the C1 range; names must not hold them (notes may hold line feeds and tabs).
[[nodiscard]] bool has_control(std::string_view text) noexcept;
/// Nothing but white space (ASCII and the Unicode spaces); true for the empty text.
[[nodiscard]] bool is_blank(std::string_view text) noexcept;
inline constexpr std::size_t max_email_bytes = 254;  // RFC 5321, errata 1690
/// Plausible mail address: one '@', no spaces or controls, a dot-free or dotted domain, 3…254 bytes.
[[nodiscard]] bool is_email(std::string_view text) noexcept;
/// ISO 3166-1 alpha-2 shape: two upper-case letters.
[[nodiscard]] bool is_country(std::string_view text) noexcept;

inline constexpr std::string_view ellipsis = "…";
/// At most that long: cut between two characters, with an ellipsis at its end, where it is longer.
[[nodiscard]] std::string cut(std::string_view value, std::size_t max_bytes);
inline constexpr std::size_t max_echoed_bytes = 100;
/// A wrong value for a message, cut to that length between two characters.
[[nodiscard]] std::string echo(std::string_view value);

}  // namespace tagwerk::core
