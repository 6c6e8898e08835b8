#include "engine/access/idempotency_store.hpp"

namespace tagwerk::access {
namespace {

using storage::Binary;

storage::Binds binds_of(const IdempotencyKey& key) {
  return {{"token", key.token}, {"scope", Binary{key.scope_hash}}, {"key", key.key}};
}

}  // namespace

bool begin_idempotent(storage::Transaction& tx, const IdempotencyKey& key, const std::string& body_hash,
                      core::Instant now, core::Instant kept_since) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    try {
      auto binds = binds_of(key);
      binds.push_back({"body", Binary{body_hash}});
      binds.push_back({"now", now});
      tx.execute(
          "insert into idempotency_records (token_id, scope_hash, idempotency_key, body_hash, status, answer, created_at)"
          " values (:token, :scope, :key, :body, 0, '', :now)",
          binds);
      return true;
    } catch (const storage::ConstraintViolation& violation) {
      if (violation.kind() != storage::ConstraintViolation::Kind::duplicate) throw;
    }
    auto binds = binds_of(key);
    binds.push_back({"kept_since", kept_since});
    const auto removed = tx.execute(
        "delete from idempotency_records where token_id = :token and scope_hash = :scope and idempotency_key = :key"
        " and created_at < :kept_since",
        binds);
    if (removed == 0) return false;
  }
  return false;
}

void finish_idempotent(storage::Transaction& tx, const IdempotencyKey& key, int status, const std::string& answer) {
  auto binds = binds_of(key);
  binds.push_back({"status", status});
  binds.push_back({"answer", Binary{answer}});
  tx.execute(
      "update idempotency_records set status = :status, answer = :answer"
      " where token_id = :token and scope_hash = :scope and idempotency_key = :key",
      binds);
}

std::optional<StoredAnswer> load_answer(storage::Transaction& tx, const IdempotencyKey& key) {
  return tx.select_one(
      "select body_hash, status, answer from idempotency_records"
      " where token_id = :token and scope_hash = :scope and idempotency_key = :key",
      binds_of(key), [](storage::Row& row) {
        return StoredAnswer{
            .body_hash = row.next<std::string>(), .status = row.next<int>(), .answer = row.next<std::string>()};
      });
}

std::int64_t purge_idempotent(storage::Transaction& tx, core::Instant before, int limit) {
  return tx.execute("delete from idempotency_records where created_at < :before limit :limit",
                    {{"before", before}, {"limit", limit}});
}

}  // namespace tagwerk::access
