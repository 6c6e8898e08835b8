// Purpose: an enumerator by its name: the one of which `to_text` says so. Errors: none; nullopt for any other text.
// Thread-safety: pure function.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace tagwerk::core {

template <class E, std::size_t n>
[[nodiscard]] std::optional<E> one_of(const E (&all)[n], std::string_view text) noexcept {
  const auto* found = std::find_if(std::begin(all), std::end(all), [&](E one) { return to_text(one) == text; });
  return found == std::end(all) ? std::nullopt : std::optional(*found);
}

}  // namespace tagwerk::core
