// Purpose: turns a statement with named placeholders and its binds into what SOCI gets: numbers, NULL and bytes are written
// into the text by us, and so are texts in which nothing needs escaping; the others stay placeholders that SOCI escapes. So the traps of SOCI's parser (a forgotten bind cuts the
// statement, one too many is appended) cannot be reached.
// Errors: std::logic_error for a statement that breaks the rules or does not match its binds: our own mistake.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/storage/value.hpp"

namespace tagwerk::storage {

struct Rendered {
  std::string_view source{};  // as it was written: what a log may show. Must outlive this
  std::string sql{};
  std::vector<std::pair<std::string, std::string>> texts{};  // placeholder → value, each named in `sql` at least once
};

/// Rules: single quotes only and no backslash, comment, semicolon, backtick or double quote; placeholders `:name`, with
/// neither `:` nor a quotation mark right behind.
[[nodiscard]] Rendered render(std::string_view sql, const Binds& binds);

/// Printable ASCII without ' and \: means the same between quotation marks to every server in every mode, and to SOCI.
[[nodiscard]] bool is_plain(std::string_view text) noexcept;

/// A text that SOCI is to escape; all others go into the statement as their literal.
[[nodiscard]] bool must_be_bound(const Value& value) noexcept;

/// A value as SQL text that needs no escaping: digits, null, a plain text, or hexadecimal digits.
[[nodiscard]] std::string literal(const Value& value);

}  // namespace tagwerk::storage
