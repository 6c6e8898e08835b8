// Purpose: what a registration becomes by a step that somebody takes: cancelled in whole or in part, accepted, off the waiting
// list, declined, with a delegate instead of another, with more heads, back again. Counters, version and times of change are the
// caller's (registration_change.hpp). Errors: none. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/registration/admission.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

[[nodiscard]] Registration cancelled(Registration registration, core::Instant now,
                                     std::optional<std::string> reason = std::nullopt);
/// Without these heads, and what they alone took. The last one takes the registration with it.
[[nodiscard]] Registration without_heads(Registration registration, const std::set<core::ParticipantId>& heads,
                                         const events::EventTerms& terms, core::Instant now);
/// What is held becomes its own; a hold of an event that approves is held on, to be approved.
[[nodiscard]] Registration accepted(Registration registration, const events::EventTerms& terms);
[[nodiscard]] Registration approved(Registration registration);
/// Without what it waits for and what it was offered; cancelled, if no head is left.
[[nodiscard]] Registration off_the_list(Registration registration, const events::EventTerms& terms, core::Instant now,
                                        std::string reason);
/// Without what is held or waits; cancelled, if no head had a place before.
[[nodiscard]] Registration declined(Registration registration, const events::EventTerms& terms, core::Instant now,
                                    std::optional<std::string> reason);
/// Somebody else instead of that head, with a ticket of his own. The head is one of its own and was not cancelled.
[[nodiscard]] Registration with_delegate(Registration registration, const core::ParticipantId& head,
                                         const Naming& naming, core::Instant now);
/// More heads, as it was decided: named ones first. Those of a hold are approved with it, all others by themselves; not of an offer
/// where that is needed.
[[nodiscard]] Registration with_heads(Registration registration, std::span<const Naming> named,
                                      const Decision& decision, bool needs_approval, core::Instant now);
/// A cancelled registration that came back, as it was decided; the first heads in the list get the places.
[[nodiscard]] Registration reinstated(Registration registration, const Decision& decision);

/// The event's counters after `before` became `after`, of the same company.
[[nodiscard]] Capacity moved(Capacity capacity, const Registration& before, const Registration& after);
/// Are there places that were taken or waited for, and are not any more?
[[nodiscard]] bool frees(const Registration& before, const Registration& after);

}  // namespace tagwerk::registration
