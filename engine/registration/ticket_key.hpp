// Purpose: the signature on a printed ticket. What is printed is "<ticket code>.<signature>": Ed25519 over the event and
// the code, in base 32 without padding, so that whoever has the organization's public key can tell a genuine ticket
// without asking us. It is computed when a ticket is shown, never when somebody registers.
// Errors: none; a signature that does not fit is a value. Thread-safety: values; const functions from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/core/secret.hpp"

namespace tagwerk::registration {

inline constexpr std::size_t ticket_signature_length = 103;  // characters: 64 bytes in base 32

/// What is signed: "tagwerk ticket 1", event id and ticket code, a line each, without a line feed at the end.
[[nodiscard]] std::string ticket_message(const core::EventId& event, std::string_view ticket_code);
/// For those who verify without us; what the placeholders stand for is in the answers of the API.
inline constexpr std::string_view ticket_message_form = "tagwerk ticket 1\n{event_id}\n{ticket_code}";

/// The key of one organization.
class TicketKey {
 public:
  explicit TicketKey(const core::SecretKey& seed);

  /// 32 bytes.
  [[nodiscard]] const std::string& public_key() const noexcept { return public_key_; }
  /// "<ticket code>.<signature>"
  [[nodiscard]] std::string signed_code(const core::EventId& event, const std::string& ticket_code) const;
  [[nodiscard]] bool fits(const core::EventId& event, std::string_view ticket_code, std::string_view signature) const;

 private:
  core::SecretKey seed_;
  std::string public_key_;
};

/// What a scanner read: a ticket code as it is, or a signed one taken apart.
struct ScannedTicket {
  std::string code;
  bool signature_fits = true;  // also where there is none
};

/// The code in it; a text that does not look like a signed code is one itself.
[[nodiscard]] std::string_view code_in(std::string_view scanned) noexcept;

/// The keys of all organizations, from the installation's secret.
class TicketKeys {
 public:
  explicit TicketKeys(const core::SecretKey& secret);

  [[nodiscard]] TicketKey of(const core::OrganizationId& organization) const;
  [[nodiscard]] ScannedTicket read(const core::OrganizationId& organization, const core::EventId& event,
                                   std::string_view scanned) const;

 private:
  core::SecretKey key_;
};

}  // namespace tagwerk::registration
