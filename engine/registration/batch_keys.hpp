// Purpose: the Idempotency-Keys of the requests of one batch, in its unit of work: which were answered before, which come
// twice, and what is kept for those that are decided now. Requests are named by their places in the batch.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "engine/access/idempotency_store.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/batch_request.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class BatchKeys {
 public:
  using Known = std::variant<KeptAnswer, KeyReused>;

  /// A key per request; null: it has none.
  explicit BatchKeys(std::vector<const access::KeptKey*> keys);

  /// Finds what was kept since. Without a lock: whoever takes one of these keys from here on makes write() start anew.
  void look(storage::Transaction& tx, core::Instant kept_since);
  /// Neither answered before nor the repeat of another request of the batch.
  [[nodiscard]] bool is_undecided(std::size_t request) const;
  /// Has a key.
  [[nodiscard]] bool keeps(std::size_t request) const { return keys_[request] != nullptr; }
  void keep(std::size_t request, KeptAnswer answer) { kept_[request] = std::move(answer); }
  /// What was kept. storage::Restart when somebody else has kept an answer under such a key meanwhile.
  void write(storage::Transaction& tx, core::Instant now) const;
  /// Of a request that is not to be decided; a repeat gets what the first one got.
  [[nodiscard]] Known answer(std::size_t request) const;

 private:
  std::vector<const access::KeptKey*> keys_;
  std::vector<std::size_t> first_;  // the first request with the same key
  std::vector<std::optional<access::StoredAnswer>> stored_;
  std::vector<std::optional<KeptAnswer>> kept_;
};

}  // namespace tagwerk::registration
