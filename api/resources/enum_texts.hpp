// Purpose: the names of an enum outside are those that its slice stores: taken from to_text, not written twice.
// Thread-safety: pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "api/json/codec.hpp"

namespace tagwerk::json {

template <class E, std::size_t n>
[[nodiscard]] std::array<EnumName<E>, n> names_from_text(const E (&values)[n]) {
  std::array<EnumName<E>, n> names{};
  for (std::size_t i = 0; i < n; ++i) names[i] = {values[i], to_text(values[i])};
  return names;
}

}  // namespace tagwerk::json

namespace tagwerk::resources {

/// For a query parameter of kind choice.
template <class E, std::size_t n>
[[nodiscard]] std::vector<std::string_view> choices_of(const E (&values)[n]) {
  std::vector<std::string_view> choices;
  for (const auto value : values) choices.push_back(to_text(value));
  return choices;
}

}  // namespace tagwerk::resources
