// Purpose: gathers what a plan of an event's talks is made of, of one moment. Errors: storage errors are thrown.
// Thread-safety: as the Transaction.
#pragma once

#include <optional>

#include "engine/events/event.hpp"
#include "engine/meetings/talk_problem.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

/// nullopt: the event has no settings for talks.
[[nodiscard]] std::optional<PlanningInput> load_planning_input(storage::Transaction& tx, const events::Event& event,
                                                               core::Instant now);

}  // namespace tagwerk::meetings
