#include "engine/audit/change.hpp"

#include <utility>

namespace tagwerk::audit {

std::vector<Change> changes_between(Members before, const Members& after) {
  for (const auto& [member, value] : after) before.try_emplace(member);  // now it has every name
  std::vector<Change> changes;
  changes.reserve(before.size());
  for (auto& [member, value] : before) {
    const auto now = after.find(member);
    changes.push_back({member, std::move(value), now == after.end() ? std::nullopt : now->second});
  }
  return changes;
}

}  // namespace tagwerk::audit
