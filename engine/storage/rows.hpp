// Purpose: what the stores of all slices share: row locks, keyset lists, stored names, writes and deletions that the
// database's constraints may forbid.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/errors.hpp"

namespace tagwerk::storage {

/// What a row is read for.
enum class Lock : std::uint8_t {
  none,
  shared,  // until the end of the unit of work nobody changes, merges or deletes it
  for_update,
};

[[nodiscard]] std::string locked(std::string sql, Lock lock);

/// A name that a CHECK constraint of the schema vouches for.
template <class E>
[[nodiscard]] E stored(std::optional<E> parsed) {
  if (!parsed) throw std::logic_error("a column holds a name that its CHECK constraint forbids");
  return *parsed;
}

/// A `select … where …` that conditions are added to.
struct Query {
  std::string sql;
  Binds binds;

  void also(std::string_view condition) { sql.append(" and ").append(condition); }
  void also(std::string_view condition, std::string_view name, Value value) {
    also(condition);
    binds.push_back({name, std::move(value)});
  }
};

/// One page of it, by id. `prefix` is that of the listed table's columns ("c."), if there is one.
template <class Map>
[[nodiscard]] auto list_rows(Transaction& tx, Query query, const std::string& prefix, const core::PageRequest& page,
                             Map&& map) {
  if (page.after) query.also(prefix + "id > :after", "after", *page.after);
  if (page.updated_since) query.also(prefix + "updated_at >= :since", "since", *page.updated_since);
  query.sql += " order by " + prefix + "id limit :rows";
  query.binds.push_back({"rows", page.limit + 1});
  return core::cut_page(tx.select(query.sql, query.binds, map), page.limit,
                        [](const auto& item) { return item.id.uuid; });
}

/// Runs `write`; false when the row is a duplicate under that constraint.
template <class Write>
[[nodiscard]] bool is_new_under(std::string_view constraint, Write&& write) {
  try {
    write();
  } catch (const ConstraintViolation& violation) {
    if (violation.kind() != ConstraintViolation::Kind::duplicate || violation.constraint() != constraint) throw;
    return false;
  }
  return true;
}

/// Runs `remove`; the name of the foreign key that forbids it, if one does.
template <class Remove>
[[nodiscard]] std::optional<std::string> forbidden_by(Remove&& remove) {
  try {
    remove();
  } catch (const ConstraintViolation& violation) {
    if (violation.kind() != ConstraintViolation::Kind::has_children) throw;
    return violation.constraint();
  }
  return std::nullopt;
}

/// Runs `write` of rows that refer to others. One that vanished since it was looked up: everything anew.
template <class Write>
void write_references(Write&& write) {
  try {
    write();
  } catch (const ConstraintViolation& violation) {
    if (violation.kind() != ConstraintViolation::Kind::missing_parent) throw;
    throw Restart("a referenced row was deleted meanwhile: " + violation.constraint());
  }
}

/// What hangs on an object by a foreign key, told by the key's name: of a company "fk_registration_company" is
/// "registrations", "fk_event_company_company" is "events".
[[nodiscard]] std::string dependents_by_constraint(std::string_view constraint, const std::string& object);

}  // namespace tagwerk::storage
