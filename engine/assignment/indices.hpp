// Purpose: guests, rooms, travellers and groups are indices from 0 on; -1 stands for none of them.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstddef>

namespace tagwerk::assignment {

[[nodiscard]] constexpr std::size_t at(int index) noexcept { return static_cast<std::size_t>(index); }
template <typename List>
[[nodiscard]] int count_of(const List& list) noexcept {
  return static_cast<int>(list.size());
}

}  // namespace tagwerk::assignment
