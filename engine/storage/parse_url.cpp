#include <charconv>
#include <system_error>

#include "engine/storage/database.hpp"

namespace tagwerk::storage {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// No control characters, and no NUL above all: the client library takes C strings.
std::optional<std::string> decode_part(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    char c = part[i];
    if (c == '%') {
      if (i + 2 >= part.size()) return std::nullopt;
      const int high = hex_digit(part[i + 1]);
      const int low = hex_digit(part[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
    out.push_back(c);
  }
  return out;
}

std::optional<int> parse_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port < 1 || port > 65535) return std::nullopt;
  return port;
}

// `text` up to the first `mark`; what follows the mark goes into `rest`, if there is one.
std::string_view cut(std::string_view text, char mark, std::optional<std::string_view>& rest) {
  const auto position = text.find(mark);
  if (position == std::string_view::npos) return text;
  rest = text.substr(position + 1);
  return text.substr(0, position);
}

bool read_user(std::string_view text, Settings& settings) {
  std::optional<std::string_view> secret;
  const auto user = decode_part(cut(text, ':', secret));
  const auto password = decode_part(secret.value_or(""));
  if (!user || user->empty() || !password) return false;
  settings.user = *user;
  settings.password = *password;
  return true;
}

bool read_host(std::string_view text, Settings& settings) {
  std::string_view host = text;
  std::optional<std::string_view> port;
  if (text.starts_with('[')) {  // an IPv6 address
    const auto close = text.find(']');
    if (close == std::string_view::npos) return false;
    host = text.substr(1, close - 1);
    const auto rest = text.substr(close + 1);
    if (!rest.empty() && rest.front() != ':') return false;
    if (!rest.empty()) port = rest.substr(1);
  } else {
    host = cut(text, ':', port);
  }
  const auto decoded = decode_part(host);
  if (!decoded || decoded->empty()) return false;
  settings.host = *decoded;
  if (!port) return true;
  const auto number = parse_port(*port);
  if (!number) return false;
  settings.port = *number;
  // The client library takes "localhost" for a socket of its own choice and would ignore the port.
  if (settings.host == "localhost") settings.host = "127.0.0.1";
  return true;
}

bool read_query(std::string_view text, Settings& settings) {
  constexpr std::string_view key = "socket=";
  if (!text.starts_with(key) || text.find('&') != std::string_view::npos || settings.host != "localhost") return false;
  const auto socket = decode_part(text.substr(key.size()));
  if (!socket || socket->empty()) return false;
  settings.unix_socket = *socket;
  return true;
}

}  // namespace

std::optional<Settings> parse_url(std::string_view url) {
  constexpr std::string_view scheme = "mysql://";
  if (!url.starts_with(scheme) || url.find('#') != std::string_view::npos) return std::nullopt;
  std::optional<std::string_view> query;
  std::optional<std::string_view> path;
  std::optional<std::string_view> host;
  const auto authority = cut(cut(url.substr(scheme.size()), '?', query), '/', path);
  const auto user = cut(authority, '@', host);
  if (!host || !path || host->find('@') != std::string_view::npos) return std::nullopt;
  Settings settings;
  if (!read_user(user, settings) || !read_host(*host, settings)) return std::nullopt;
  const auto database = decode_part(*path);
  if (!database || database->empty() || path->find('/') != std::string_view::npos) return std::nullopt;
  settings.database = *database;
  if (query && !read_query(*query, settings)) return std::nullopt;
  return settings;
}

}  // namespace tagwerk::storage
