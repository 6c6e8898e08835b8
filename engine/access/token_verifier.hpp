// Purpose: who holds a token's text. What the database said is kept for `cache_time`, counted from before it was asked, so
// that a revocation is effective everywhere within that time, and here at once.
// Bounded: at most max_cached_tokens valid tokens; a text that was refused is not kept at all.
// Errors: verify() throws storage errors. Thread-safety: any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"

namespace tagwerk::storage {
class Database;
}

namespace tagwerk::access {

inline constexpr std::size_t max_cached_tokens = 8192;
/// What the API promises about revocation.
inline constexpr std::chrono::milliseconds max_token_cache_time{5000};

class TokenVerifier {
 public:
  /// Throws std::invalid_argument for a cache time below 0 or above max_token_cache_time.
  TokenVerifier(storage::Database& database, std::chrono::milliseconds cache_time);
  ~TokenVerifier();
  TokenVerifier(const TokenVerifier&) = delete;
  TokenVerifier& operator=(const TokenVerifier&) = delete;

  /// Only what is in memory: never blocks; nullopt means "ask verify()".
  [[nodiscard]] std::optional<Principal> peek(std::string_view text) const;
  /// Memory, then the database; nullopt for an unknown or revoked token.
  [[nodiscard]] std::optional<Principal> verify(std::string_view text);
  /// Was this text valid when it was last looked up, however long ago? Such a caller is no guesser, so that one broken client
  /// cannot lock out the others behind the same address.
  [[nodiscard]] bool was_valid(std::string_view text) const;
  /// Revoked here: the next request with it is refused.
  void forget(const core::TokenId& token);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tagwerk::access
