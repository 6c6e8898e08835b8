// Purpose: the refusals that the services of this slice share. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"

namespace tagwerk::events {

[[nodiscard]] inline core::Error not_found(std::string object, std::string id) {
  return core::fail(core::not_found, {{"object", std::move(object)}, {"id", std::move(id)}});
}

[[nodiscard]] inline core::Error already_exists(std::string object, std::string member, std::string value) {
  return core::fail(core::already_exists,
                    {{"object", std::move(object)}, {"member", std::move(member)}, {"value", std::move(value)}});
}

/// `dependents` in words ("3 events"); none: a foreign key found what nobody named.
[[nodiscard]] inline core::Error still_referenced(std::string object, std::string id,
                                                  const std::vector<std::string>& dependents) {
  std::string words;
  for (const auto& one : dependents) words.append(words.empty() ? "" : ", ").append(one);
  if (words.empty()) words = "other records";
  return core::fail(core::still_referenced,
                    {{"object", std::move(object)}, {"id", std::move(id)}, {"dependents", std::move(words)}});
}

/// "1 event", "3 events"; nothing for 0.
inline void add_count(std::vector<std::string>& dependents, std::int64_t count, const std::string& one) {
  if (count > 0) dependents.push_back(std::to_string(count) + " " + one + (count == 1 ? "" : "s"));
}

[[nodiscard]] inline bool is_stale(std::int64_t version, std::optional<std::int64_t> expected) noexcept {
  return expected && *expected != version;
}

}  // namespace tagwerk::events
