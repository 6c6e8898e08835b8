// Purpose: who deals with the participation of vendors: the organizers, and vendors for their own company. A partner's token has
// nothing there. Thread-safety: constants.
#pragma once

#include "engine/access/role.hpp"

namespace tagwerk::resources {

inline constexpr access::RoleSet organizers_and_vendors{access::Role::admin, access::Role::organizer,
                                                        access::Role::vendor};
inline constexpr access::RoleSet staff_viewers_and_vendors{
    access::Role::admin, access::Role::organizer, access::Role::desk, access::Role::viewer, access::Role::vendor};
/// What is a vendor's alone.
inline constexpr access::RoleSet vendors_only{access::Role::vendor};

}  // namespace tagwerk::resources
