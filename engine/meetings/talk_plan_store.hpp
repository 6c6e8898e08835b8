// Purpose: SQL of plans of talks (schema: talks, talk_plans and what is below them). Errors: storage errors are thrown.
// Thread-safety: as the Transaction. Locks: whoever makes, changes or publishes a plan has the event's row alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/events/event.hpp"
#include "engine/meetings/talk_plan.hpp"
#include "engine/meetings/talk_wish_rules.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::meetings {

/// The ids of the event's pairs that were planned before.
[[nodiscard]] std::map<Pair, TalkId> load_talk_ids(storage::Transaction& tx, const core::EventId& event);

/// With slots, talks and attendees; pairs that are new get a row with their id.
void insert_plan(storage::Transaction& tx, const core::OrganizationId& organization, const TalkPlan& plan);
/// What its own row says.
void update_plan(storage::Transaction& tx, const TalkPlan& plan);
/// All of it, slots and talks as well.
void replace_plan(storage::Transaction& tx, const TalkPlan& plan);

[[nodiscard]] std::optional<TalkPlan> find_plan(storage::Transaction& tx, const core::OrganizationId& organization,
                                                const TalkPlanId& id);
[[nodiscard]] std::optional<TalkPlan> find_published_plan(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] bool is_plan(storage::Transaction& tx, const core::OrganizationId& organization, const TalkPlanId& id);
/// Without slots and talks.
[[nodiscard]] core::Page<TalkPlan> list_plans(storage::Transaction& tx, const core::EventId& event,
                                              const core::PageRequest& page);
[[nodiscard]] std::int64_t count_plans(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] std::int64_t count_drafts(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] int next_plan_number(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] bool remove_plan(storage::Transaction& tx, const TalkPlanId& id);

/// Pairs that had a talk in a published plan of the same series since that date, and before this event.
[[nodiscard]] std::map<Pair, Meeting> load_meetings(storage::Transaction& tx, const events::Event& event,
                                                    core::Date since);

}  // namespace tagwerk::meetings
