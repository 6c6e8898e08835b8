// Purpose: the refusals that every service gives in the same words. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace tagwerk::core::refusals {

[[nodiscard]] Error not_found(std::string object, std::string id);
[[nodiscard]] Error gone_merged(std::string object, std::string id, std::string into);
[[nodiscard]] Error already_exists(std::string object, std::string member, std::string value);
/// A member of the body at `pointer` that names an object which is not there.
[[nodiscard]] Error no_such_reference(std::string pointer, std::string object, std::string value);
/// `dependents` in words ("3 events"); none: a foreign key found what nobody named.
[[nodiscard]] Error still_referenced(std::string object, std::string id, const std::vector<std::string>& dependents);

/// "1 person", "3 people"; nothing for 0.
void add_count(std::vector<std::string>& dependents, std::int64_t count, const std::string& one,
               const std::string& many);

}  // namespace tagwerk::core::refusals
