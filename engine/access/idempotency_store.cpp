#include "engine/access/idempotency_store.hpp"

#include <map>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

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

std::vector<std::optional<StoredAnswer>> take_answers(storage::Transaction& tx, std::span<const KeptKey* const> keys,
                                                      core::Instant kept_since) {
  // By token and scope: there are few of these, and their keys are a range of the index.
  std::map<std::pair<core::TokenId, std::string_view>, std::map<std::string_view, std::size_t>> groups;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto& key = keys[i]->key;
    groups[{key.token, key.scope_hash}].emplace(key.key, i);
  }
  std::vector<std::optional<StoredAnswer>> answers(keys.size());
  for (const auto& [group, by_key] : groups) {
    std::vector<std::string_view> names;
    for (const auto& [key, index] : by_key) names.push_back(key);
    const storage::IdList in(names);
    std::vector<std::size_t> too_old;
    tx.select(
        "select idempotency_key, body_hash, status, answer, created_at from idempotency_records "
        "where token_id = :token and scope_hash = :scope and idempotency_key in " +
            in.sql(),
        {{"token", group.first}, {"scope", Binary{std::string(group.second)}}}, [&](storage::Row& row) {
          const auto index = by_key.at(row.next<std::string>());
          StoredAnswer stored{
              .body_hash = row.next<std::string>(), .status = row.next<int>(), .answer = row.next<std::string>()};
          if (row.next<core::Instant>() < kept_since) {
            too_old.push_back(index);
          } else {
            answers[index] = std::move(stored);
          }
          return true;
        });
    for (const auto index : too_old) {
      auto of_key = binds_of(keys[index]->key);
      of_key.push_back({"kept_since", kept_since});
      const auto removed = tx.execute(
          "delete from idempotency_records where token_id = :token and scope_hash = :scope and idempotency_key = :key "
          "and created_at < :kept_since",
          of_key);
      // While we waited for its row: whoever removed it has kept an answer of his own.
      if (removed == 0) throw storage::Restart("somebody else took an old key meanwhile");
    }
  }
  return answers;
}

void keep_answers(storage::Transaction& tx, std::span<const NewAnswer> answers, core::Instant now) {
  const bool is_new = storage::is_new_under("PRIMARY", [&] {
    storage::BulkInsert rows(
        tx,
        "insert into idempotency_records (token_id, scope_hash, idempotency_key, body_hash, status, answer, created_at)");
    for (const auto& [key, status, answer] : answers)
      rows.add(key->key.token, Binary{key->key.scope_hash}, key->key.key, Binary{key->body_hash}, status, answer, now);
    rows.send();
  });
  if (!is_new) throw storage::Restart("somebody else kept an answer under the same key meanwhile");
}

std::int64_t purge_idempotent(storage::Transaction& tx, core::Instant before, int limit) {
  return tx.execute("delete from idempotency_records where created_at < :before limit :limit",
                    {{"before", before}, {"limit", limit}});
}

}  // namespace tagwerk::access
