#include "engine/core/base32.hpp"

#include <cstdint>

namespace tagwerk::core {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

std::string to_base32(std::span<const unsigned char> bytes) {
  std::string text;
  text.reserve(base32_length(bytes.size()));
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const auto byte : bytes) {
    bits = (bits << 8U) | byte;
    for (count += 8; count >= 5; count -= 5) text.push_back(alphabet[(bits >> (count - 5)) & 31U]);
  }
  if (count > 0) text.push_back(alphabet[(bits << (5 - count)) & 31U]);
  return text;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 5 / 8);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 5U) | static_cast<std::uint32_t>(digit);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> count) & 0xFFU));
  }
  const bool is_too_long = count >= 5;
  const bool has_rest = (bits & ((1U << count) - 1U)) != 0;
  if (is_too_long || has_rest) return std::nullopt;
  return bytes;
}

}  // namespace tagwerk::core
