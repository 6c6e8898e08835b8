// Purpose: a POST that is sent again with its Idempotency-Key is answered with what was answered first. The key, a hash of
// the body and the answer are written in the transaction of the change itself, so that both are there or neither.
// Scope of a key: token, route and what its parameters say, however the path was escaped. Kept for access::answers_kept_h hours. 5xx
// answers are not kept.
// Errors: idempotency_key_reused (422), idempotency_key_in_progress (409 + Retry-After); storage errors are thrown.
// Thread-safety: any thread. Several processes: the row's unique key makes the later one wait for the first and replay it,
// or, when that takes longer than the lock wait timeout, say that it is still running.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "api/http/message.hpp"
#include "api/pipeline/exchange.hpp"
#include "engine/access/idempotency_store.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::pipeline {

inline constexpr std::size_t idempotency_key_max_bytes = 255;

[[nodiscard]] bool is_idempotency_key(std::string_view key) noexcept;

/// Under which key, and a hash of what was sent. A create may depend on the query (?dry_run=true), so that is part of it.
[[nodiscard]] access::KeptKey kept_key(const Exchange& x, std::string_view key);
[[nodiscard]] core::Error key_reused(const std::string& key);

/// The stored form of an answer, and back; the body may be another than the answer's.
[[nodiscard]] std::string pack(const http::Response& response, std::string_view body);
[[nodiscard]] http::Response unpack(int status, std::string_view packed);

class Idempotency {
 public:
  explicit Idempotency(storage::Database& database) : database_(&database) {}

  struct Work {
    http::Response answer;
    std::optional<std::string>
        kept_body;  // what a replay shows instead of the body: a secret is shown once, never stored
  };
  /// `work` answers (also refusals, rendered) and may run more than once; `x.call().transaction` is set while it runs.
  /// It must throw for anything that is not to be remembered.
  [[nodiscard]] core::Result<http::Response> run(Exchange& x, std::string_view key, const std::function<Work()>& work);

  /// Removes what is older than the retention, at most `limit` rows; answers how many.
  std::int64_t purge(core::Instant now, int limit);

 private:
  storage::Database* database_;
  std::mutex mutex_;
  std::unordered_set<std::string> running_;  // in this process; bounded by the number of workers
};

}  // namespace tagwerk::pipeline
