// Purpose: the code on a ticket: opaque and unguessable (100 random bits), readable aloud: "T-" and 20 characters of
// upper-case Crockford base 32 (no I, L, O, U). Thread-safety: any thread.
#pragma once

#include <string>

namespace tagwerk::registration {

[[nodiscard]] std::string make_ticket_code();

}  // namespace tagwerk::registration
