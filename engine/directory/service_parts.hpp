// Purpose: what the services of this slice share: reads that see the caller's own unit of work, refusals, dependents in words.
// Thread-safety: as the Database; pure functions otherwise.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

template <class Work>
auto reading(storage::Database& database, const access::Call& call, Work&& work) {
  return call.transaction != nullptr ? work(*call.transaction) : database.read(work);
}

[[nodiscard]] inline core::Error not_found(std::string object, std::string id) {
  return core::fail(core::not_found, {{"object", std::move(object)}, {"id", std::move(id)}});
}

[[nodiscard]] inline core::Error gone_merged(std::string object, std::string id, std::string into) {
  return core::fail(core::gone_merged,
                    {{"object", std::move(object)}, {"id", std::move(id)}, {"into", std::move(into)}});
}

[[nodiscard]] inline core::Error no_such_reference(std::string pointer, std::string object, std::string value) {
  return core::fail_field(std::move(pointer), core::reference_not_found,
                          {{"object", std::move(object)}, {"value", std::move(value)}});
}

[[nodiscard]] inline core::Error still_referenced(std::string object, std::string id,
                                                  const std::vector<std::string>& dependents) {
  std::string words;
  for (const auto& one : dependents) words.append(words.empty() ? "" : ", ").append(one);
  return core::fail(core::still_referenced,
                    {{"object", std::move(object)}, {"id", std::move(id)}, {"dependents", std::move(words)}});
}

/// "1 token", "3 people"; nothing for 0.
inline void add_count(std::vector<std::string>& dependents, std::int64_t count, const std::string& one,
                      const std::string& many) {
  if (count > 0) dependents.push_back(std::to_string(count) + " " + (count == 1 ? one : many));
}

/// What hangs on an object by a foreign key of a slice above, told by the key's name: of a company "fk_registration_company" is
/// "registrations", "fk_event_company_company" is "events".
[[nodiscard]] inline std::string dependents_by_constraint(std::string_view constraint, const std::string& object) {
  if (constraint.starts_with("fk_")) constraint.remove_prefix(3);
  while (constraint.ends_with("_" + object)) constraint.remove_suffix(object.size() + 1);
  std::string words(constraint);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words + "s";
}

[[nodiscard]] inline bool is_stale(std::int64_t version, std::optional<std::int64_t> expected) noexcept {
  return expected && *expected != version;
}

}  // namespace tagwerk::directory
