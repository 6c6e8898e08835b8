// Purpose: who did what when, with the members before and after, written in the transaction of the change.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/audit/change.hpp"
#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::audit {

struct Record {
  std::string_view object_kind;  // "event", "registration" …
  core::Uuid object;
  std::string_view action;  // "created", "changed", "cancelled", "deleted", "merged" …
  std::vector<Change> changes;
};

/// "organizer token 'desk 3'" or "command line", in at most 100 bytes.
[[nodiscard]] std::string actor_of(const access::Principal& principal);

/// Adds one entry. Changes whose before equals after are left out.
void record(storage::Transaction& tx, const access::Call& call, const Record& entry);
/// The same for many, in few statements: for imports and whatever else changes much at once.
void record_all(storage::Transaction& tx, const access::Call& call, const std::vector<Record>& entries);

/// Entries of several callers, in few statements: for what answers many requests in one unit of work.
class Entries {
 public:
  explicit Entries(storage::Transaction& tx);
  void add(const access::Call& call, const Record& entry);
  /// What was added and not written yet.
  void write();

 private:
  storage::BulkInsert rows_;
};

struct Entry {
  core::Uuid id;
  core::Instant happened_at;
  std::optional<core::TokenId> token;
  std::string actor;  // "organizer token 'scripts/run'", "command line"
  std::string request_id;
  std::string object_kind;
  core::Uuid object;
  std::string action;
  std::vector<Change> changes;
};

/// The entries of one object, oldest first.
[[nodiscard]] core::Page<Entry> list(storage::Transaction& tx, const core::OrganizationId& organization,
                                     const core::Uuid& object, const core::PageRequest& page);

}  // namespace tagwerk::audit
