// Purpose: the client's address behind proxies. X-Forwarded-For is believed only as far as configured proxies wrote it.
// Errors: a proxy that is neither an address nor a CIDR block is std::invalid_argument and names the text.
// Thread-safety: const after construction.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace tagwerk::http {

/// IPv4 is kept as the mapped ::ffff:a.b.c.d, so that both spellings compare equal.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  /// "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"; no brackets, port or zone.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
  [[nodiscard]] bool is_v4() const noexcept;
  [[nodiscard]] std::string text() const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

class TrustedProxies {
 public:
  static constexpr std::size_t hop_limit = 32;  // more hops in X-Forwarded-For are not followed

  TrustedProxies() = default;
  /// Addresses and CIDR blocks: "10.0.0.0/8", "::1".
  explicit TrustedProxies(std::span<const std::string> blocks);

  [[nodiscard]] bool contains(const IpAddress& address) const noexcept;
  [[nodiscard]] bool empty() const noexcept { return blocks_.empty(); }
  /// The right-most address that is not a trusted proxy; `peer` itself when it is not trusted.
  /// An entry that is no address ends the search at the proxy that wrote it.
  [[nodiscard]] std::string client_address(std::string_view peer, std::span<const Header> headers) const;

 private:
  struct Block {
    IpAddress base;
    unsigned prefix_bits;
  };
  std::vector<Block> blocks_;
};

}  // namespace tagwerk::http
