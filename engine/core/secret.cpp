#include "engine/core/secret.hpp"

#include <sodium.h>

#include <algorithm>

namespace tagwerk::core {
namespace {

constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "tagwerk.";

}  // namespace

static_assert(SecretKey::size_bytes == crypto_kdf_KEYBYTES);

SecretKey SecretKey::random() {
  SecretKey key;
  randombytes_buf(key.bytes_.data(), key.bytes_.size());
  return key;
}

std::optional<SecretKey> SecretKey::from_bytes(std::string_view raw) {
  if (raw.size() != size_bytes) return std::nullopt;
  SecretKey key;
  std::copy(raw.begin(), raw.end(), key.bytes_.begin());
  return key;
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

SecretKey derive_key(const SecretKey& secret, KeyPurpose purpose) {
  SecretKey key;
  crypto_kdf_derive_from_key(key.bytes_.data(), key.bytes_.size(), static_cast<std::uint64_t>(purpose), context,
                             secret.bytes_.data());
  return key;
}

SecretKey derive_key(const SecretKey& of_purpose, std::string_view name) {
  SecretKey key;
  crypto_generichash(key.bytes_.data(), key.bytes_.size(), reinterpret_cast<const unsigned char*>(name.data()),
                     name.size(), of_purpose.bytes_.data(), of_purpose.bytes_.size());
  return key;
}

}  // namespace tagwerk::core
