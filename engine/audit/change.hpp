// Purpose: one member's value before and after, and what has changed between two states of an object.
// Thread-safety: values and a pure function.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tagwerk::audit {

/// nullopt = there was or is none. Only changed members are recorded.
struct Change {
  std::string member;
  std::optional<std::string> before;
  std::optional<std::string> after;
  bool operator==(const Change&) const = default;
};

/// The values of an object's members under their names in the API; empty: there was or is no such object.
using Members = std::map<std::string, std::optional<std::string>>;
/// Of all members that one of them has, by name.
[[nodiscard]] std::vector<Change> changes_between(Members before, const Members& after);

}  // namespace tagwerk::audit
