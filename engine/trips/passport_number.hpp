// Purpose: numbers of passports, sealed for the database and opened again: XChaCha20-Poly1305 (AEAD) with a random nonce and a key
// of each organization, from the installation's secret. What is sealed for one participant opens for no other.
// Shape: nonce, ciphertext and tag as libsodium makes them. Errors: none; what does not open is nullopt.
// Thread-safety: values; const functions from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/core/secret.hpp"

namespace tagwerk::trips {

class PassportNumbers {
 public:
  explicit PassportNumbers(const core::SecretKey& secret);

  [[nodiscard]] std::string seal(const core::OrganizationId& organization, const core::ParticipantId& participant,
                                 std::string_view number) const;
  /// None: it was sealed with another secret or for another participant, or was changed.
  [[nodiscard]] std::optional<std::string> open(const core::OrganizationId& organization,
                                                const core::ParticipantId& participant, std::string_view sealed) const;

 private:
  core::SecretKey key_;
};

}  // namespace tagwerk::trips
