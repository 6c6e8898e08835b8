#include "api/http/forwarded.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "api/http/syntax.hpp"

namespace tagwerk::http {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

/// "192.0.2.1", "192.0.2.1:80", "[2001:db8::1]:80", "2001:db8::1".
std::optional<IpAddress> parse_hop(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    return end == std::string_view::npos ? std::nullopt : IpAddress::parse(text.substr(1, end - 1));
  }
  if (std::count(text.begin(), text.end(), ':') == 1) text = text.substr(0, text.find(':'));
  return IpAddress::parse(text);
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  char terminated[INET6_ADDRSTRLEN] = {};
  if (text.empty() || text.size() >= sizeof terminated || text.find('\0') != std::string_view::npos)
    return std::nullopt;
  std::copy(text.begin(), text.end(), terminated);
  IpAddress address;
  if (inet_pton(AF_INET6, terminated, address.bytes.data()) == 1) return address;
  std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
  if (inet_pton(AF_INET, terminated, address.bytes.data() + mapped_prefix.size()) == 1) return address;
  return std::nullopt;
}

bool IpAddress::is_v4() const noexcept { return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin()); }

std::string IpAddress::text() const {
  char buffer[INET6_ADDRSTRLEN] = {};
  const auto* begin = is_v4() ? bytes.data() + mapped_prefix.size() : bytes.data();
  inet_ntop(is_v4() ? AF_INET : AF_INET6, begin, buffer, sizeof buffer);
  return buffer;
}

TrustedProxies::TrustedProxies(std::span<const std::string> blocks) {
  for (const auto& text : blocks) {
    const auto slash = text.find('/');
    const auto base = IpAddress::parse(std::string_view(text).substr(0, slash));
    if (!base) throw std::invalid_argument("trusted proxy '" + text + "' is neither an address nor a CIDR block");
    const unsigned width = base->is_v4() ? 32 : 128;
    unsigned bits = width;
    if (slash != std::string::npos) {
      const auto* end = text.data() + text.size();
      const auto [stop, error] = std::from_chars(text.data() + slash + 1, end, bits);
      if (error != std::errc{} || stop != end || bits > width) {
        throw std::invalid_argument("trusted proxy '" + text + "': the prefix length must be 0 to " +
                                    std::to_string(width));
      }
    }
    blocks_.push_back({*base, bits + (128 - width)});
  }
}

bool TrustedProxies::contains(const IpAddress& address) const noexcept {
  return std::any_of(blocks_.begin(), blocks_.end(), [&address](const Block& block) {
    for (unsigned bit = 0; bit < block.prefix_bits; bit += 8) {
      const unsigned left = std::min(8U, block.prefix_bits - bit);
      const auto mask = static_cast<std::uint8_t>(0xffU << (8U - left));
      if (((address.bytes[bit / 8] ^ block.base.bytes[bit / 8]) & mask) != 0) return false;
    }
    return true;
  });
}

std::string TrustedProxies::client_address(std::string_view peer, std::span<const Header> headers) const {
  auto believed = IpAddress::parse(peer);
  if (!believed) return std::string(peer);
  std::string hops;  // of all lines, in order (RFC 9110 section 5.3)
  if (contains(*believed)) {
    for (const auto& header : headers) {
      if (header.name == "x-forwarded-for") hops += (hops.empty() ? "" : ",") + header.value;
    }
  }
  std::string_view rest = hops;
  for (std::size_t count = 0; !rest.empty() && count < hop_limit && contains(*believed); ++count) {
    const auto comma = rest.rfind(',');
    const auto hop = parse_hop(trim(comma == std::string_view::npos ? rest : rest.substr(comma + 1)));
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
    if (!hop) break;
    believed = hop;
  }
  return believed->text();
}

}  // namespace tagwerk::http
