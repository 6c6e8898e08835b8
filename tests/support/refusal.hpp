// Purpose: what became of a verb, in a few words that a test compares. Thread-safety: pure functions.
#pragma once

#include <string>

#include "engine/core/result.hpp"

namespace tagwerk::test {

/// "none", "no_package_left", or with wrong members "validation_failed /name:wrong_length /role:…".
template <class T>
[[nodiscard]] std::string refusal(const core::Result<T>& result) {
  if (result.has_value()) return "none";
  std::string text(result.error().code().code);
  for (const auto& field : result.error().fields()) text += " " + field.pointer + ":" + std::string(field.code->code);
  return text;
}

/// The sentence in English, or "none".
template <class T>
[[nodiscard]] std::string detail(const core::Result<T>& result) {
  return result.has_value() ? "none" : result.error().detail(core::Language::en);
}

}  // namespace tagwerk::test
