// Purpose: the secret of this installation: 32 random bytes, from which a key is derived for each purpose, so that no two
// parts of Tagwerk share one and the secret itself is used for nothing. It has no text form: it is never logged or shown.
// Errors: none. Thread-safety: values; const functions may be called from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tagwerk::core {

/// The numbers go into the keys: one that was given away is never given to another purpose.
enum class KeyPurpose : std::uint64_t { ticket_signatures = 1, passport_numbers = 2 };

/// 32 bytes that nobody may see; overwritten when they go.
class SecretKey {
 public:
  static constexpr std::size_t size_bytes = 32;

  [[nodiscard]] static SecretKey random();
  /// Exactly 32 bytes; otherwise nullopt.
  [[nodiscard]] static std::optional<SecretKey> from_bytes(std::string_view raw);
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  [[nodiscard]] std::span<const unsigned char, size_bytes> bytes() const noexcept { return bytes_; }

 private:
  SecretKey() = default;
  friend SecretKey derive_key(const SecretKey&, KeyPurpose);
  friend SecretKey derive_key(const SecretKey&, std::string_view);

  std::array<unsigned char, size_bytes> bytes_{};
};

/// The key of one purpose, by libsodium's key derivation (BLAKE2b).
[[nodiscard]] SecretKey derive_key(const SecretKey& secret, KeyPurpose purpose);
/// A key below that, for whom or what these words (or bytes) name, by keyed BLAKE2b.
[[nodiscard]] SecretKey derive_key(const SecretKey& of_purpose, std::string_view name);

}  // namespace tagwerk::core
