// Purpose: one member's value before and after. Thread-safety: a value.
#pragma once

#include <optional>
#include <string>

namespace tagwerk::audit {

/// nullopt = there was or is none. Only changed members are recorded.
struct Change {
  std::string member;
  std::optional<std::string> before;
  std::optional<std::string> after;
  bool operator==(const Change&) const = default;
};

}  // namespace tagwerk::audit
