#include "engine/trips/passport_number.hpp"

#include <sodium.h>

namespace tagwerk::trips {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(core::SecretKey::size_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

core::SecretKey key_of(const core::SecretKey& key, const core::OrganizationId& organization) {
  return core::derive_key(key, organization.uuid.raw());
}

// What is authenticated with the number: for whom it is.
std::string_view bound_to(const core::ParticipantId& participant) { return participant.uuid.raw(); }

}  // namespace

PassportNumbers::PassportNumbers(const core::SecretKey& secret)
    : key_(core::derive_key(secret, core::KeyPurpose::passport_numbers)) {}

std::string PassportNumbers::seal(const core::OrganizationId& organization, const core::ParticipantId& participant,
                                  std::string_view number) const {
  const auto key = key_of(key_, organization);
  const auto whose = bound_to(participant);
  std::string sealed(nonce_size + number.size() + tag_size, '\0');
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_size, nullptr, bytes_of(number), number.size(),
                                             bytes_of(whose), whose.size(), nullptr, bytes_of(sealed),
                                             key.bytes().data());
  return sealed;
}

std::optional<std::string> PassportNumbers::open(const core::OrganizationId& organization,
                                                 const core::ParticipantId& participant,
                                                 std::string_view sealed) const {
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  const auto key = key_of(key_, organization);
  const auto whose = bound_to(participant);
  const auto text = sealed.substr(nonce_size);
  std::string number(text.size() - tag_size, '\0');
  const bool fits = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(number), nullptr, nullptr, bytes_of(text),
                                                               text.size(), bytes_of(whose), whose.size(),
                                                               bytes_of(sealed), key.bytes().data()) == 0;
  if (!fits) return std::nullopt;
  return number;
}

}  // namespace tagwerk::trips
