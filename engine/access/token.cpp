#include "engine/access/token.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace tagwerk::access {
namespace {

constexpr std::size_t random_bytes = 32;
constexpr std::size_t hash_bytes = 32;
constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

constexpr bool is_base64url(char c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::string make_secret_text(std::string_view prefix) {
  std::array<unsigned char, random_bytes> secret{};
  randombytes_buf(secret.data(), secret.size());
  std::array<char, sodium_base64_ENCODED_LEN(random_bytes, variant)> encoded{};
  sodium_bin2base64(encoded.data(), encoded.size(), secret.data(), secret.size(), variant);
  sodium_memzero(secret.data(), secret.size());
  return std::string(prefix).append(encoded.data());
}

bool is_secret_text(std::string_view prefix, std::string_view text) noexcept {
  return text.size() == prefix.size() + secret_text_bytes && text.starts_with(prefix) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(prefix.size()), text.end(), is_base64url);
}

std::string make_token_text() { return make_secret_text(token_prefix); }

bool is_token_text(std::string_view text) noexcept { return is_secret_text(token_prefix, text); }

std::string hash_token_text(std::string_view text) {
  std::string hash(hash_bytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

bool fits_company(Role role, std::string_view company_role) noexcept {
  if (role == Role::partner) return company_role == "partner";
  return role == Role::vendor && (company_role == "vendor" || company_role == "supplier");
}

}  // namespace tagwerk::access
