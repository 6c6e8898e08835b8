#include "engine/core/text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace tagwerk::core {
namespace {

struct Decoded {
  std::uint32_t code_point;
  std::size_t bytes;
};

// One code point at the start of a non-empty text; Unicode 15.0 table 3-7 (well-formed UTF-8 byte sequences).
std::optional<Decoded> decode(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const auto first = byte(0);
  if (first < 0x80) return Decoded{first, 1};
  std::size_t length = 0;
  std::uint32_t code_point = 0;
  std::uint32_t smallest = 0;
  if ((first & 0xE0U) == 0xC0U) {
    length = 2, code_point = first & 0x1FU, smallest = 0x80;
  } else if ((first & 0xF0U) == 0xE0U) {
    length = 3, code_point = first & 0x0FU, smallest = 0x800;
  } else if ((first & 0xF8U) == 0xF0U) {
    length = 4, code_point = first & 0x07U, smallest = 0x10000;
  } else {
    return std::nullopt;
  }
  if (text.size() < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return std::nullopt;
    code_point = (code_point << 6) | (byte(i) & 0x3FU);
  }
  if (code_point < smallest || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
    return std::nullopt;
  return Decoded{code_point, length};
}

bool is_space(std::uint32_t c) noexcept {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto decoded = decode(text);
    if (!decoded) return false;
    text.remove_prefix(decoded->bytes);
  }
  return true;
}

std::size_t code_points(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_key(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

bool has_control(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto decoded = decode(text);
    if (!decoded) return true;
    if (decoded->code_point < 0x20 || (decoded->code_point >= 0x7F && decoded->code_point < 0xA0)) return true;
    text.remove_prefix(decoded->bytes);
  }
  return false;
}

bool is_blank(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto decoded = decode(text);
    if (!decoded || !is_space(decoded->code_point)) return false;
    text.remove_prefix(decoded->bytes);
  }
  return true;
}

bool is_email(std::string_view text) noexcept {
  if (text.size() < 3 || text.size() > max_email_bytes || has_control(text)) return false;
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  const auto domain = text.substr(at + 1);
  if (domain.empty() || domain.front() == '.' || domain.back() == '.' || domain.find("..") != std::string_view::npos)
    return false;
  return text.find_first_of(" ,;<>()[]\\\"") == std::string_view::npos;
}

bool is_country(std::string_view text) noexcept {
  return text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

namespace {

// The first bytes of it, cut between two characters, and an ellipsis.
std::string begin_of(std::string_view value, std::size_t bytes) {
  while (bytes > 0 && (static_cast<unsigned char>(value[bytes]) & 0xC0U) == 0x80U) --bytes;
  return std::string(value.substr(0, bytes)).append(ellipsis);
}

}  // namespace

std::string cut(std::string_view value, std::size_t max_bytes) {
  return value.size() <= max_bytes ? std::string(value) : begin_of(value, max_bytes - ellipsis.size());
}

std::string echo(std::string_view value) {
  return value.size() <= max_echoed_bytes ? std::string(value) : begin_of(value, max_echoed_bytes);
}

}  // namespace tagwerk::core
