#include "engine/audit/audit.hpp"

#include <algorithm>
#include <mutex>

#include "engine/access/role.hpp"
#include "engine/audit/changes_text.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::audit {
namespace {

// What the columns hold (schema: audit_entries).
constexpr std::size_t actor_max_bytes = 100;
constexpr std::size_t request_id_max_bytes = 64;
constexpr std::size_t value_max_bytes = 65'535;

// Whatever happens, a long value must not make a change fail.
std::optional<std::string> cut(const std::optional<std::string>& text) {
  return text ? std::optional(core::cut(*text, value_max_bytes)) : std::nullopt;
}

// Entries of one millisecond keep the order in which this process wrote them: each id is the one before plus one.
core::Uuid next_id(core::Instant now) {
  constexpr std::size_t time_bytes = 6;
  static std::mutex mutex;
  static core::Uuid last;
  auto id = core::Uuid::make(now);
  const std::lock_guard lock(mutex);
  if (std::equal(id.bytes.begin(), id.bytes.begin() + time_bytes, last.bytes.begin())) {
    id = last;
    for (auto position = id.bytes.size(); position-- > time_bytes && ++id.bytes[position] == 0;) {
    }
  }
  last = id;
  return id;
}

Entry read_entry(storage::Row& row) {
  return {.id = row.next<core::Uuid>(),
          .happened_at = row.next<core::Instant>(),
          .token = row.next<std::optional<core::TokenId>>(),
          .actor = row.next<std::string>(),
          .request_id = row.next<std::string>(),
          .object_kind = row.next<std::string>(),
          .object = row.next<core::Uuid>(),
          .action = row.next<std::string>(),
          .changes = parse_changes(row.next<std::optional<std::string>>().value_or(""))};
}

constexpr std::string_view insert_entries =
    "insert into audit_entries (id, organization_id, happened_at, token_id, actor, request_id, object_kind, object_id, "
    "action, changes)";

std::optional<std::string> changes_of(const Record& entry) {
  std::string text;
  for (const auto& change : entry.changes) {
    if (change.before != change.after) append_line(text, change.member, cut(change.before), cut(change.after));
  }
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

std::string actor_of(const access::Principal& principal) {
  if (!principal.token) return principal.name.empty() ? "command line" : core::cut(principal.name, actor_max_bytes);
  const std::string before = std::string(access::to_text(principal.role)) + " token '";
  return before + core::cut(principal.name, actor_max_bytes - before.size() - 1) + "'";
}

void record(storage::Transaction& tx, const access::Call& call, const Record& entry) { record_all(tx, call, {entry}); }

void record_all(storage::Transaction& tx, const access::Call& call, const std::vector<Record>& entries) {
  Entries rows(tx);
  for (const auto& entry : entries) rows.add(call, entry);
  rows.write();
}

Entries::Entries(storage::Transaction& tx) : rows_(tx, insert_entries) {}

void Entries::add(const access::Call& call, const Record& entry) {
  rows_.add(next_id(call.now), call.principal.organization, call.now, call.principal.token, actor_of(call.principal),
            std::string_view(call.request_id).substr(0, request_id_max_bytes), entry.object_kind, entry.object,
            entry.action, changes_of(entry));
}

void Entries::write() { rows_.send(); }

core::Page<Entry> list(storage::Transaction& tx, const core::OrganizationId& organization, const core::Uuid& object,
                       const core::PageRequest& page) {
  std::string sql =
      "select id, happened_at, token_id, actor, request_id, object_kind, object_id, action, changes"
      " from audit_entries"
      " where organization_id = :org and object_id = :object";
  storage::Binds binds{{"org", organization}, {"object", object}, {"limit", page.limit + 1}};
  if (page.after) {
    sql += " and id > :after";
    binds.push_back({"after", *page.after});
  }
  if (page.updated_since) {
    sql += " and happened_at >= :since";
    binds.push_back({"since", *page.updated_since});
  }
  auto found = core::cut_page(tx.select(sql + " order by id limit :limit", binds, read_entry), page.limit,
                              [](const Entry& entry) { return entry.id; });
  return found;
}

}  // namespace tagwerk::audit
