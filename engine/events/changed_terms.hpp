// Purpose: what the audit trail says about a change of an event's terms: each member before and after, under its name in the
// API; of a category or a contingent with its key before it ("vip/limit"). Errors: none. Thread-safety: pure functions.
#pragma once

#include <vector>

#include "engine/audit/change.hpp"
#include "engine/events/event_terms.hpp"

namespace tagwerk::events {

[[nodiscard]] std::vector<audit::Change> changed_terms(const RegistrationRules& before, const RegistrationRules& after);
/// Where the order of the list has changed, also that: "(order)".
[[nodiscard]] std::vector<audit::Change> changed_terms(const std::vector<TicketCategory>& before,
                                                       const std::vector<TicketCategory>& after);
[[nodiscard]] std::vector<audit::Change> changed_terms(const std::vector<Contingent>& before,
                                                       const std::vector<Contingent>& after);

}  // namespace tagwerk::events
