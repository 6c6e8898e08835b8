// Purpose: sums and products of minor units that never wrap around. Errors: std::overflow_error beyond 64 bits.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <stdexcept>

namespace tagwerk::trips {

[[nodiscard]] inline std::int64_t exact_sum(std::int64_t one, std::int64_t other) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(one, other, &sum)) throw std::overflow_error("a sum of money beyond 64 bits");
  return sum;
}
[[nodiscard]] inline std::int64_t exact_product(std::int64_t one, std::int64_t count) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(one, count, &product)) throw std::overflow_error("a sum of money beyond 64 bits");
  return product;
}

}  // namespace tagwerk::trips
