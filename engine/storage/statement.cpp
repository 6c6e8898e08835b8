#include "engine/storage/statement.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace tagwerk::storage {
namespace {

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

[[noreturn]] void refuse(std::string_view sql, const std::string& why) {
  throw std::logic_error("statement '" + std::string(sql.substr(0, 200)) + "': " + why);
}

std::string hex(const std::string& bytes) {
  if (bytes.empty()) return "''";
  constexpr char digits[] = "0123456789abcdef";
  std::string out = "0x";
  out.reserve(2 + 2 * bytes.size());
  for (const char c : bytes) {
    out.push_back(digits[static_cast<unsigned char>(c) >> 4U]);
    out.push_back(digits[static_cast<unsigned char>(c) & 15U]);
  }
  return out;
}

std::string number(double value) {
  if (!std::isfinite(value)) throw std::logic_error("a number that is not finite cannot be stored");
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  return {buffer, end};
}

}  // namespace

bool is_plain(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '\'' && c != '\\'; });
}

bool must_be_bound(const Value& value) noexcept {
  // SOCI joins texts as C strings; where the server does not take backslashes a NUL would cut one short.
  const auto* text = std::get_if<std::string>(&value.held());
  return text != nullptr && !is_plain(*text) && text->find('\0') == std::string::npos;
}

std::string literal(const Value& value) {
  struct Visitor {
    std::string operator()(Null) const { return "null"; }
    std::string operator()(std::int64_t whole) const { return std::to_string(whole); }
    std::string operator()(double real) const { return number(real); }
    std::string operator()(const Binary& binary) const { return hex(binary.bytes); }
    std::string operator()(const std::string& text) const {
      return is_plain(text) ? "'" + text + "'" : "_utf8mb4 " + hex(text);
    }
  };
  return std::visit(Visitor{}, value.held());
}

Rendered render(std::string_view sql, const Binds& binds) {
  Rendered out{.source = sql};
  out.sql.reserve(sql.size() + 40 * binds.size());
  std::vector<bool> used(binds.size(), false);
  bool quoted = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (c == '\\') refuse(sql, "a backslash is not allowed");
    if (c == '\'') quoted = !quoted;
    if (quoted || c == '\'') {
      out.sql.push_back(c);
      continue;
    }
    if (c == '"' || c == '`' || c == ';' || c == '#') refuse(sql, "\", `, ; and # are not allowed");
    const char next = i + 1 < sql.size() ? sql[i + 1] : '\0';
    if ((c == '-' && next == '-') || (c == '/' && next == '*')) refuse(sql, "a comment is not allowed");
    if (c != ':') {
      out.sql.push_back(c);
      continue;
    }
    std::size_t end = i + 1;
    while (end < sql.size() && is_name_char(sql[end])) ++end;
    const auto name = sql.substr(i + 1, end - i - 1);
    if (name.empty()) refuse(sql, "':' without a name");
    if (end < sql.size() && (sql[end] == '\'' || sql[end] == ':')) {
      refuse(sql, "SOCI does not see a quotation mark or ':' right behind a placeholder");
    }
    std::size_t found = 0;
    while (found < binds.size() && binds[found].name != name) ++found;
    if (found == binds.size()) refuse(sql, "no value for :" + std::string(name));
    if (must_be_bound(binds[found].value)) {
      out.sql.append(sql.substr(i, end - i));
      if (!used[found]) out.texts.emplace_back(name, std::get<std::string>(binds[found].value.held()));
    } else {
      out.sql.append(literal(binds[found].value));
    }
    used[found] = true;
    i = end - 1;
  }
  if (quoted) refuse(sql, "a quotation mark is not closed");
  for (std::size_t i = 0; i < binds.size(); ++i) {
    if (!used[i]) refuse(sql, "no placeholder for " + std::string(binds[i].name) + ", or given twice");
  }
  return out;
}

}  // namespace tagwerk::storage
