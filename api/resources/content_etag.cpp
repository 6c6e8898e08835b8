#include "api/resources/content_etag.hpp"

#include <sodium.h>

#include <array>

namespace tagwerk::resources {

std::string content_etag(std::string_view content) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                     nullptr, 0);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string tag = "\"c";
  for (const auto byte : hash) {
    tag.push_back(digits[byte >> 4U]);
    tag.push_back(digits[byte & 0x0FU]);
  }
  tag.push_back('"');
  return tag;
}

}  // namespace tagwerk::resources
