#include "engine/access/token_verifier.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "engine/access/token.hpp"
#include "engine/access/token_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::access {
namespace {

using Time = std::chrono::steady_clock::time_point;

constexpr std::size_t shard_count = 16;
constexpr std::size_t max_per_shard = max_cached_tokens / shard_count;

struct Entry {
  Principal principal;
  Time fresh_until;
};

struct Shard {
  mutable std::shared_mutex mutex;
  std::unordered_map<std::string, Entry> entries;  // by hash

  // Room for one more: first what is no longer fresh goes, then anything.
  void make_room(Time now) {
    if (entries.size() < max_per_shard) return;
    std::erase_if(entries, [&](const auto& entry) { return entry.second.fresh_until <= now; });
    if (entries.size() >= max_per_shard) entries.erase(entries.begin());
  }
};

}  // namespace

struct TokenVerifier::State {
  State(storage::Database& where, std::chrono::milliseconds kept) : database(where), cache_time(kept) {}

  Shard& shard_of(const std::string& hash) { return shards[static_cast<unsigned char>(hash[0]) % shard_count]; }

  void keep(const std::string& hash, const Principal& principal, Time asked_at, std::uint64_t forgotten_before) {
    auto& shard = shard_of(hash);
    const std::unique_lock lock(shard.mutex);
    // A revocation that came while the database was asked may not have been seen by it.
    if (forgotten.load() != forgotten_before) return;
    shard.make_room(asked_at);
    shard.entries.insert_or_assign(hash, Entry{principal, asked_at + cache_time});
  }

  void drop(const std::string& hash) {
    auto& shard = shard_of(hash);
    const std::unique_lock lock(shard.mutex);
    shard.entries.erase(hash);
  }

  storage::Database& database;
  std::chrono::milliseconds cache_time;
  std::array<Shard, shard_count> shards;
  std::atomic<std::uint64_t> forgotten{0};  // how many revocations have happened here
};

TokenVerifier::TokenVerifier(storage::Database& database, std::chrono::milliseconds cache_time)
    : state_(std::make_unique<State>(database, cache_time)) {
  if (cache_time.count() < 0 || cache_time > max_token_cache_time) {
    throw std::invalid_argument("tokens may be kept 0 to " + std::to_string(max_token_cache_time.count()) +
                                " ms, not " + std::to_string(cache_time.count()));
  }
}

TokenVerifier::~TokenVerifier() = default;

std::optional<Principal> TokenVerifier::peek(std::string_view text) const {
  if (!is_token_text(text)) return std::nullopt;
  const auto hash = hash_token_text(text);
  const auto& shard = state_->shard_of(hash);
  const std::shared_lock lock(shard.mutex, std::try_to_lock);
  if (!lock) return std::nullopt;
  const auto found = shard.entries.find(hash);
  if (found == shard.entries.end() || found->second.fresh_until <= std::chrono::steady_clock::now())
    return std::nullopt;
  return found->second.principal;
}

std::optional<Principal> TokenVerifier::verify(std::string_view text) {
  if (!is_token_text(text)) return std::nullopt;
  if (auto known = peek(text)) return known;
  const auto hash = hash_token_text(text);
  const auto forgotten_before = state_->forgotten.load();
  const auto asked_at = std::chrono::steady_clock::now();
  const auto token = state_->database.read([&](storage::Transaction& tx) { return find_valid_token(tx, hash); });
  if (!token) {
    state_->drop(hash);
    return std::nullopt;
  }
  auto principal = token->principal();
  state_->keep(hash, principal, asked_at, forgotten_before);
  return principal;
}

bool TokenVerifier::was_valid(std::string_view text) const {
  if (!is_token_text(text)) return false;
  const auto hash = hash_token_text(text);
  const auto& shard = state_->shard_of(hash);
  const std::shared_lock lock(shard.mutex);
  return shard.entries.contains(hash);
}

void TokenVerifier::forget(const core::TokenId& token) {
  ++state_->forgotten;
  for (auto& shard : state_->shards) {
    const std::unique_lock lock(shard.mutex);
    std::erase_if(shard.entries, [&](const auto& entry) { return entry.second.principal.token == token; });
  }
}

}  // namespace tagwerk::access
