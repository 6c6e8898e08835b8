// Purpose: what the stores of this slice share: keyset lists, deletions that others may forbid, stored names of
// enums.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/page.hpp"
#include "engine/events/lock.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/errors.hpp"

namespace tagwerk::events {

/// A name that a CHECK constraint of the schema vouches for.
template <class E>
[[nodiscard]] E stored(std::optional<E> parsed) {
  if (!parsed) throw std::logic_error("a column holds a name that its CHECK constraint forbids");
  return *parsed;
}

[[nodiscard]] inline std::string locked(std::string sql, Lock lock) {
  if (lock == Lock::for_update) sql += " for update";
  return sql;
}

/// One page of `select … where …`, by id. `prefix` is that of the listed table's columns ("e."), if there is one.
template <class Map>
[[nodiscard]] auto list_rows(storage::Transaction& tx, std::string select_where, const std::string& prefix,
                             storage::Binds binds, const core::PageRequest& page, Map&& map) {
  if (page.after) {
    select_where += " and " + prefix + "id > :after";
    binds.push_back({"after", *page.after});
  }
  if (page.updated_since) {
    select_where += " and " + prefix + "updated_at >= :since";
    binds.push_back({"since", *page.updated_since});
  }
  select_where += " order by " + prefix + "id limit :rows";
  binds.push_back({"rows", page.limit + 1});
  return core::cut_page(tx.select(select_where, binds, map), page.limit, [](const auto& item) { return item.id.uuid; });
}

/// `delete … where id = :id`; false when a foreign key of another table forbids it.
[[nodiscard]] inline bool remove_row(storage::Transaction& tx, std::string_view sql, const core::Uuid& id) {
  try {
    tx.execute(sql, {{"id", id}});
  } catch (const storage::ConstraintViolation& violation) {
    if (violation.kind() != storage::ConstraintViolation::Kind::has_children) throw;
    return false;
  }
  return true;
}

/// `insert …` or `update …` of a row that refers to others. One that vanished since it was looked up: everything
/// anew.
inline void write_row(storage::Transaction& tx, std::string_view sql, const storage::Binds& binds) {
  try {
    tx.execute(sql, binds);
  } catch (const storage::ConstraintViolation& violation) {
    if (violation.kind() != storage::ConstraintViolation::Kind::missing_parent) throw;
    throw storage::Restart("a referenced row was deleted meanwhile: " + violation.constraint());
  }
}

}  // namespace tagwerk::events
