// Purpose: roles and sets of roles, as the route table states them. Role itself is in call.hpp. The words of a role are
// inline, so that the audit trail can name who did it without linking this room, which writes to it.
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "engine/access/call.hpp"

namespace tagwerk::access {

inline constexpr Role all_roles[] = {Role::admin,  Role::organizer, Role::desk,
                                     Role::viewer, Role::partner,   Role::vendor};

[[nodiscard]] constexpr std::string_view to_text(Role role) noexcept {
  switch (role) {
    case Role::admin:
      return "admin";
    case Role::organizer:
      return "organizer";
    case Role::desk:
      return "desk";
    case Role::viewer:
      return "viewer";
    case Role::partner:
      return "partner";
    case Role::vendor:
      return "vendor";
  }
  return "unknown";
}
[[nodiscard]] std::optional<Role> parse_role(std::string_view text) noexcept;
/// partner and vendor: their token belongs to one company.
[[nodiscard]] constexpr bool is_company_scoped(Role role) noexcept {
  return role == Role::partner || role == Role::vendor;
}

class RoleSet {
 public:
  constexpr RoleSet() = default;
  constexpr RoleSet(std::initializer_list<Role> roles) {
    for (const auto role : roles) bits_ = static_cast<std::uint8_t>(bits_ | bit(role));
  }
  [[nodiscard]] constexpr bool contains(Role role) const noexcept { return (bits_ & bit(role)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// "admin, organizer", for messages and documentation.
  [[nodiscard]] std::string text() const;

 private:
  static constexpr std::uint8_t bit(Role role) noexcept {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(role));
  }
  std::uint8_t bits_ = 0;
};

inline constexpr RoleSet administrators{Role::admin};
inline constexpr RoleSet organizers{Role::admin, Role::organizer};
inline constexpr RoleSet staff{Role::admin, Role::organizer, Role::desk};
/// Whatever is of the whole event or series, and so not for tokens that stand for one company.
inline constexpr RoleSet staff_and_viewers{Role::admin, Role::organizer, Role::desk, Role::viewer};
inline constexpr RoleSet staff_and_companies{Role::admin, Role::organizer, Role::desk, Role::partner, Role::vendor};
inline constexpr RoleSet companies{Role::partner, Role::vendor};
inline constexpr RoleSet everyone{Role::admin, Role::organizer, Role::desk, Role::viewer, Role::partner, Role::vendor};

}  // namespace tagwerk::access
