#include "engine/access/role.hpp"

namespace tagwerk::access {

std::optional<Role> parse_role(std::string_view text) noexcept {
  for (const auto role : all_roles) {
    if (to_text(role) == text) return role;
  }
  return std::nullopt;
}

std::string RoleSet::text() const {
  std::string text;
  for (const auto role : all_roles) {
    if (!contains(role)) continue;
    text.append(text.empty() ? "" : ", ").append(to_text(role));
  }
  return text;
}

}  // namespace tagwerk::access
