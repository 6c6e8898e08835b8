// Purpose: SQL of the answers kept for repeated Idempotency-Keys (schema: idempotency_records). What an answer looks like is
// the caller's business: bytes here. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::access {

inline constexpr int answers_kept_h = 24;

struct IdempotencyKey {
  core::TokenId token;
  std::string scope_hash;  // 32 bytes: method and path
  std::string key;         // visible ASCII
};

/// A key and the hash of what was sent with it.
struct KeptKey {
  IdempotencyKey key;
  std::string body_hash;  // 32 bytes
};

struct StoredAnswer {
  std::string body_hash;
  int status = 0;
  std::string answer;
};

/// Takes the key for this unit of work; false when an answer not older than `kept_since` is there already. Waits for another
/// unit that has the key until that one commits or rolls back.
[[nodiscard]] bool begin_idempotent(storage::Transaction& tx, const IdempotencyKey& key, const std::string& body_hash,
                                    core::Instant now, core::Instant kept_since);
void finish_idempotent(storage::Transaction& tx, const IdempotencyKey& key, int status, const std::string& answer);
[[nodiscard]] std::optional<StoredAnswer> load_answer(storage::Transaction& tx, const IdempotencyKey& key);
/// For many at once, none of them twice: the answers that are there, in the order of the keys. Those older than `kept_since`
/// are removed and count as not there.
[[nodiscard]] std::vector<std::optional<StoredAnswer>> take_answers(storage::Transaction& tx,
                                                                    std::span<const KeptKey* const> keys,
                                                                    core::Instant kept_since);
struct NewAnswer {
  const KeptKey* key;
  int status;
  std::string_view answer;
};
/// storage::Restart when somebody else has kept one under such a key meanwhile.
void keep_answers(storage::Transaction& tx, std::span<const NewAnswer> answers, core::Instant now);

std::int64_t purge_idempotent(storage::Transaction& tx, core::Instant before, int limit);

}  // namespace tagwerk::access
