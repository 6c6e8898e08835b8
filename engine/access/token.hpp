// Purpose: access tokens: what is known of one, what makes a new one, and its secret text.
// Shapes: the text is `twk_` and 43 characters of URL-safe base 64 (32 random bytes). Only its hash (32 bytes) is stored: a
// text that nobody can guess needs no slow hash.
// Thread-safety: values and pure functions; make_token_text() from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::access {

inline constexpr std::string_view token_prefix = "twk_";
inline constexpr std::size_t secret_text_bytes = 43;  // behind the prefix
inline constexpr std::size_t token_text_bytes = token_prefix.size() + secret_text_bytes;
inline constexpr std::size_t token_name_max = 100;  // characters

struct Token {
  core::TokenId id;
  core::OrganizationId organization;
  std::string name;
  Role role = Role::viewer;
  std::optional<core::CompanyId> company;  // set exactly for partner and vendor
  core::Instant created_at;
  core::Instant updated_at;
  std::optional<core::Instant> revoked_at;
  std::int64_t version = 1;

  [[nodiscard]] Principal principal() const {
    return {.organization = organization, .token = id, .name = name, .role = role, .company = company};
  }
};

struct NewToken {
  std::string name;
  Role role = Role::viewer;
  std::optional<core::CompanyId> company;
};

struct CreatedToken {
  Token token;
  std::string text;  // the only time that it is seen
};

/// The prefix, which says what it is for, and 43 random characters; such a text can stand in a path.
[[nodiscard]] std::string make_secret_text(std::string_view prefix);
/// Has it that shape? What has not need not be looked up.
[[nodiscard]] bool is_secret_text(std::string_view prefix, std::string_view text) noexcept;
[[nodiscard]] std::string make_token_text();
[[nodiscard]] bool is_token_text(std::string_view text) noexcept;
/// 32 bytes.
[[nodiscard]] std::string hash_token_text(std::string_view text);

/// May a token of that role belong to a company of that role ("partner", "vendor", "supplier")?
[[nodiscard]] bool fits_company(Role role, std::string_view company_role) noexcept;

}  // namespace tagwerk::access
