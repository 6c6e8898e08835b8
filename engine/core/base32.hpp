// Purpose: bytes as upper-case base 32 (RFC 4648 section 6) without padding: what a QR code holds in its compact mode, and
// what survives a scanner that types like a keyboard. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tagwerk::core {

/// Characters that so many bytes take.
[[nodiscard]] constexpr std::size_t base32_length(std::size_t bytes) noexcept { return (bytes * 8 + 4) / 5; }

[[nodiscard]] std::string to_base32(std::span<const unsigned char> bytes);
/// Exactly what to_base32() makes of some bytes: another alphabet, a length that no bytes have, or bits that are left
/// over and set are nullopt.
[[nodiscard]] std::optional<std::string> from_base32(std::string_view text);

}  // namespace tagwerk::core
