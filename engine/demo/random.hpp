// Purpose: the demo's own small random numbers, the same on every machine and in every version of the standard library.
// Reference: SplitMix64 (Steele, Lea, Flood 2014). Thread-safety: a value, one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tagwerk::demo {

class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15ULL;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }
  /// 0 … bound - 1; bound is not 0. The tiny bias of the remainder does not matter here.
  constexpr std::size_t below(std::size_t bound) noexcept { return static_cast<std::size_t>(next() % bound); }
  /// In `percent` of 100 cases.
  constexpr bool chance(unsigned percent) noexcept { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

}  // namespace tagwerk::demo
