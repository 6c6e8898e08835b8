#include "engine/access/role.hpp"

#include "engine/core/one_of.hpp"

namespace tagwerk::access {

std::optional<Role> parse_role(std::string_view text) noexcept { return core::one_of(all_roles, text); }

std::string RoleSet::text() const {
  std::string text;
  for (const auto role : all_roles) {
    if (!contains(role)) continue;
    text.append(text.empty() ? "" : ", ").append(to_text(role));
  }
  return text;
}

}  // namespace tagwerk::access
