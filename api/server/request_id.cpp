#include "api/server/request_id.hpp"

#include <algorithm>
#include <random>

namespace tagwerk::server {

bool is_good_request_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= request_id_limit_bytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

RequestIds::RequestIds() {
  std::random_device random;
  state_ = (std::uint64_t{random()} << 32U) | random();
}

void RequestIds::make(std::string& into) noexcept {
  // splitmix64: a bijection of a counter, so one process never repeats itself.
  std::uint64_t value = state_ += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  value ^= value >> 31U;
  constexpr std::size_t digits = 16;
  into.resize(digits);
  for (std::size_t i = 0; i < digits; ++i, value >>= 4U) into[i] = "0123456789abcdef"[value & 15U];
}

}  // namespace tagwerk::server
