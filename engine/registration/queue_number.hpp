// Purpose: where a registration stands in the waitlist of its event: one number, in whose order the list is served. Its upper
// part is the negated priority, its lower part counts up within a priority.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstdint>

namespace tagwerk::registration {

inline constexpr int queue_count_bits = 40;
inline constexpr std::int64_t queue_numbers_per_priority = std::int64_t{1} << queue_count_bits;

/// Numbers of a priority are from here on; less than queue_numbers_per_priority of them.
[[nodiscard]] constexpr std::int64_t first_queue_number(int priority) noexcept {
  return -std::int64_t{priority} * queue_numbers_per_priority;
}
[[nodiscard]] constexpr int priority_of(std::int64_t queue_number) noexcept {
  return -static_cast<int>(queue_number >> queue_count_bits);
}

}  // namespace tagwerk::registration
