// Purpose: talks, participants and slots as indices from 0 on, and as the numbers from 1 on by which people call them.
// The checker has its own: it shares nothing with what makes plans.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>

namespace tagwerk::scheduling {

[[nodiscard]] constexpr std::size_t at(int index) noexcept { return static_cast<std::size_t>(index); }
[[nodiscard]] inline std::string number(int index) { return std::to_string(index + 1); }

}  // namespace tagwerk::scheduling
