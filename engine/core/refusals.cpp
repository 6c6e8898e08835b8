#include "engine/core/refusals.hpp"

#include <utility>

namespace tagwerk::core::refusals {

Error not_found(std::string object, std::string id) {
  return fail(core::not_found, {{"object", std::move(object)}, {"id", std::move(id)}});
}

Error gone_merged(std::string object, std::string id, std::string into) {
  return fail(core::gone_merged, {{"object", std::move(object)}, {"id", std::move(id)}, {"into", std::move(into)}});
}

Error already_exists(std::string object, std::string member, std::string value) {
  return fail(core::already_exists,
              {{"object", std::move(object)}, {"member", std::move(member)}, {"value", std::move(value)}});
}

Error no_such_reference(std::string pointer, std::string object, std::string value) {
  return fail_field(std::move(pointer), reference_not_found,
                    {{"object", std::move(object)}, {"value", std::move(value)}});
}

Error still_referenced(std::string object, std::string id, const std::vector<std::string>& dependents) {
  std::string words;
  for (const auto& one : dependents) words.append(words.empty() ? "" : ", ").append(one);
  if (words.empty()) words = "other records";
  return fail(core::still_referenced,
              {{"object", std::move(object)}, {"id", std::move(id)}, {"dependents", std::move(words)}});
}

void add_count(std::vector<std::string>& dependents, std::int64_t count, const std::string& one,
               const std::string& many) {
  if (count > 0) dependents.push_back(std::to_string(count) + " " + (count == 1 ? one : many));
}

}  // namespace tagwerk::core::refusals
