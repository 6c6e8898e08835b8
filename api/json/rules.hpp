// Purpose: the rules of one member, used both to check input and to describe it in OpenAPI (JSON Schema 2020-12).
// Units: text lengths in code points. Thread-safety: values.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tagwerk::json {

enum class Format { none, key, email, country, time_zone };

struct Rules {
  std::optional<std::size_t> min_length;
  std::optional<std::size_t> max_length;
  bool one_line = false;  // no control characters, not blank
  Format format = Format::none;
  bool keyed = false;  // of a map: its names are keys
  std::optional<double> min;
  std::optional<double> max;
  std::optional<std::size_t> min_items;
  std::optional<std::size_t> max_items;
  std::string_view description = {};
  std::string_view example = {};  // JSON text

  [[nodiscard]] Rules about(std::string_view text) const {
    auto copy = *this;
    copy.description = text;
    return copy;
  }
  [[nodiscard]] Rules like(std::string_view json) const {
    auto copy = *this;
    copy.example = json;
    return copy;
  }
};

/// One line of text: a name, a city. `min` 1 also refuses text of only white space.
[[nodiscard]] constexpr Rules text(std::size_t min, std::size_t max) {
  Rules rules;
  rules.min_length = min;
  rules.max_length = max;
  rules.one_line = true;
  return rules;
}
/// Several lines: a note.
[[nodiscard]] constexpr Rules note(std::size_t max) {
  Rules rules;
  rules.max_length = max;
  return rules;
}
[[nodiscard]] constexpr Rules format(Format which) {
  Rules rules;
  rules.format = which;
  return rules;
}
[[nodiscard]] constexpr Rules range(double min, double max) {
  Rules rules;
  rules.min = min;
  rules.max = max;
  return rules;
}
/// Number of items of an array (or members of a map).
[[nodiscard]] constexpr Rules items(std::size_t min, std::size_t max) {
  Rules rules;
  rules.min_items = min;
  rules.max_items = max;
  return rules;
}
[[nodiscard]] constexpr Rules about(std::string_view description) {
  Rules rules;
  rules.description = description;
  return rules;
}

}  // namespace tagwerk::json
