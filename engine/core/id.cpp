#include "engine/core/id.hpp"

#include <sodium.h>

namespace tagwerk::core {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

constexpr std::array<std::int8_t, 256> make_values() {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}
constexpr auto values = make_values();

}  // namespace

Uuid Uuid::make(Instant now) {
  Uuid uuid;
  randombytes_buf(uuid.bytes.data(), uuid.bytes.size());
  const auto microseconds = static_cast<std::uint64_t>(unix_microseconds(now));
  const auto milliseconds = microseconds / 1000;
  const auto fraction = microseconds % 1000 * 4096 / 1000;  // of a millisecond, in 12 bits
  for (std::size_t i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
  uuid.bytes[6] = static_cast<unsigned char>((fraction >> 8U) | 0x70U);  // version 7
  uuid.bytes[7] = static_cast<unsigned char>(fraction & 0xFFU);
  uuid.bytes[8] = static_cast<unsigned char>((uuid.bytes[8] & 0x3FU) | 0x80U);  // variant 10
  return uuid;
}

// 128 bits in 26 digits of 5 bits: the first digit carries only 3 bits, so its value is at most 7.
std::string Uuid::text() const {
  std::string out(size_text, '0');
  unsigned carry = 0;
  int bits = 0;
  std::size_t position = size_text;
  for (std::size_t i = size_bytes; i-- > 0;) {
    carry |= static_cast<unsigned>(bytes[i]) << bits;
    bits += 8;
    while (bits >= 5) {
      out[--position] = alphabet[carry & 31U];
      carry >>= 5;
      bits -= 5;
    }
  }
  if (position > 0) out[--position] = alphabet[carry & 31U];
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != size_text) return std::nullopt;
  if (values[static_cast<unsigned char>(text[0])] > 7) return std::nullopt;
  Uuid uuid;
  unsigned carry = 0;
  int bits = 0;
  std::size_t position = size_bytes;
  for (std::size_t i = size_text; i-- > 0;) {
    const auto value = values[static_cast<unsigned char>(text[i])];
    if (value < 0) return std::nullopt;
    carry |= static_cast<unsigned>(value) << bits;
    bits += 5;
    if (bits >= 8 && position > 0) {
      uuid.bytes[--position] = static_cast<unsigned char>(carry & 0xFFU);
      carry >>= 8;
      bits -= 8;
    }
  }
  return uuid;
}

std::optional<Uuid> Uuid::from_bytes(std::string_view raw) {
  if (raw.size() != size_bytes) return std::nullopt;
  Uuid uuid;
  for (std::size_t i = 0; i < size_bytes; ++i) uuid.bytes[i] = static_cast<unsigned char>(raw[i]);
  return uuid;
}

}  // namespace tagwerk::core
