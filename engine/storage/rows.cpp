#include "engine/storage/rows.hpp"

#include <algorithm>

namespace tagwerk::storage {

std::string locked(std::string sql, Lock lock) {
  // MySQL 8.0 also knows `for share`; both know this one.
  if (lock == Lock::shared) sql += " lock in share mode";
  if (lock == Lock::for_update) sql += " for update";
  return sql;
}

std::string dependents_by_constraint(std::string_view constraint, const std::string& object) {
  if (constraint.starts_with("fk_")) constraint.remove_prefix(3);
  while (constraint.ends_with("_" + object)) constraint.remove_suffix(object.size() + 1);
  std::string words(constraint);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words + "s";
}

}  // namespace tagwerk::storage
