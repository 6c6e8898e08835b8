#include "engine/registration/ticket_key.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "engine/core/base32.hpp"

namespace tagwerk::registration {
namespace {

static_assert(ticket_signature_length == core::base32_length(crypto_sign_BYTES));
static_assert(core::SecretKey::size_bytes == crypto_sign_SEEDBYTES);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// Both halves of a key pair; the secret one is overwritten when it goes.
struct KeyPair {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};

  explicit KeyPair(const core::SecretKey& seed) {
    crypto_sign_seed_keypair(open.data(), secret.data(), seed.bytes().data());
  }
  ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;
};

// Of the shape of ticket codes, which no address or sentence on some other QR code has before its first dot.
bool may_be_code(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

std::string ticket_message(const core::EventId& event, std::string_view ticket_code) {
  return std::string("tagwerk ticket 1\n").append(event.text()).append("\n").append(ticket_code);
}

TicketKey::TicketKey(const core::SecretKey& seed) : seed_(seed) {
  const KeyPair pair(seed_);
  public_key_.assign(pair.open.begin(), pair.open.end());
}

std::string TicketKey::signed_code(const core::EventId& event, const std::string& ticket_code) const {
  const KeyPair pair(seed_);
  const auto message = ticket_message(event, ticket_code);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(), pair.secret.data());
  return ticket_code + "." + core::to_base32(signature);
}

bool TicketKey::fits(const core::EventId& event, std::string_view ticket_code, std::string_view signature) const {
  const auto bytes = core::from_base32(signature);
  if (!bytes || bytes->size() != crypto_sign_BYTES) return false;
  const auto message = ticket_message(event, ticket_code);
  return crypto_sign_verify_detached(bytes_of(*bytes), bytes_of(message), message.size(), bytes_of(public_key_)) == 0;
}

std::string_view code_in(std::string_view scanned) noexcept {
  const auto code = scanned.substr(0, scanned.find('.'));
  return may_be_code(code) ? code : scanned;
}

TicketKeys::TicketKeys(const core::SecretKey& secret)
    : key_(core::derive_key(secret, core::KeyPurpose::ticket_signatures)) {}

TicketKey TicketKeys::of(const core::OrganizationId& organization) const {
  return TicketKey(core::derive_key(key_, organization.uuid.raw()));
}

ScannedTicket TicketKeys::read(const core::OrganizationId& organization, const core::EventId& event,
                               std::string_view scanned) const {
  const auto code = code_in(scanned);
  if (code.size() == scanned.size()) return {.code = std::string(scanned)};
  return {std::string(code), of(organization).fits(event, code, scanned.substr(code.size() + 1))};
}

}  // namespace tagwerk::registration
