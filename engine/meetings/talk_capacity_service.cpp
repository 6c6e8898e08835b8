#include "engine/meetings/talk_capacity_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/planning_input.hpp"

namespace tagwerk::meetings {

core::Result<TalkCapacity> TalkCapacityService::get(const access::Call& call, const core::EventId& id,
                                                    const WhatIf& what_if) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<TalkCapacity> {
    const auto event = events::find_event(tx, call.principal.organization, id);
    if (!event) return core::refusals::not_found("event", id.text());
    const auto input = load_planning_input(tx, *event, call.now);
    if (!input) return core::fail(no_talk_settings, {{"event", id.text()}});
    const auto built = build_problem(*input);
    if (!built) return built.error();
    return capacity_of(*input, *built, what_if);
  });
}

}  // namespace tagwerk::meetings
