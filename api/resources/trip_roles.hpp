// Purpose: who deals with what is of a trip's travellers: the organizers, and their own company. Nothing of it is for
// viewers and the desk. Thread-safety: a constant.
#pragma once

#include "engine/access/role.hpp"

namespace tagwerk::resources {

inline constexpr access::RoleSet organizers_and_companies{access::Role::admin, access::Role::organizer,
                                                          access::Role::partner, access::Role::vendor};

}  // namespace tagwerk::resources
