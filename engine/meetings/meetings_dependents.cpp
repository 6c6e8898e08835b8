#include "engine/meetings/meetings_dependents.hpp"

#include <algorithm>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/meetings/event_move.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_outcome_store.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_restriction_store.hpp"
#include "engine/meetings/talk_settings_audit.hpp"
#include "engine/meetings/talk_settings_store.hpp"
#include "engine/meetings/talk_wish_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

namespace {

core::Error refused(const TalkSettings& settings, const events::Event& event) {
  std::vector<std::pair<std::string, core::Date>> all;  // at least one
  all.reserve(settings.sessions.size() + settings.breaks.size());
  for (const auto& session : settings.sessions) all.emplace_back(session.name, session.date);
  for (const auto& one : settings.breaks) all.emplace_back(one.name, one.date);
  auto outside = std::find_if(all.begin(), all.end(), [&](const auto& named) {
    return named.second < event.starts_on || named.second > event.ends_on;
  });
  if (outside == all.end()) outside = all.begin();  // it has no slots by the clock of the new zone
  return core::Error(talks_outside_the_event, {{"session", outside->first},
                                               {"date", core::to_text(outside->second)},
                                               {"first", core::to_text(event.starts_on)},
                                               {"last", core::to_text(event.ends_on)}});
}

}  // namespace

std::vector<std::string> MeetingsDependents::dependents(storage::Transaction& tx, const core::EventId& event) {
  std::vector<std::string> words;
  refusals::add_count(words, count_wishes(tx, event, {}).of_event, "talk wish", "talk wishes");
  refusals::add_count(words, count_absences(tx, event, {}).of_event, "talk absence", "talk absences");
  refusals::add_count(words, count_exclusions(tx, event), "talk exclusion", "talk exclusions");
  refusals::add_count(words, count_plans(tx, event), "talk plan", "talk plans");
  const auto recorded = count_outcomes(tx, event);
  refusals::add_count(words, recorded.outcomes, "talk outcome", "talk outcomes");
  refusals::add_count(words, recorded.grades, "talk grade", "talk grades");
  return words;
}

core::Result<> MeetingsDependents::days_changed(storage::Transaction& tx, const access::Call& call,
                                                const events::Event& before, const events::Event& after) {
  const auto found = find_talk_settings(tx, after.id, storage::Lock::for_update);
  if (!found) return {};
  const auto move = move_of(before, after);
  const auto settings = move ? moved(found->settings, *move) : found->settings;
  if (!check(settings, after.starts_on, after.ends_on, after.time_zone).empty()) return refused(settings, after);
  if (!move) return {};
  if (settings != found->settings) {
    save_talk_settings(tx, after.id, settings, found->version + 1, call.now);
    record_change(tx, call, after.id, &found->settings, settings);
  }
  if (auto plan = find_published_plan(tx, after.id)) {
    auto later = moved(*std::move(plan), *move);
    ++later.version;
    later.updated_at = call.now;
    replace_plan(tx, later);
    audit::record(tx, call,
                  {.object_kind = "talk_plan",
                   .object = later.id.uuid,
                   .action = "moved",
                   .changes = {{"days", std::nullopt, std::to_string(move->days)},
                               {"time_zone", move->from_zone, move->to_zone}}});
  }
  move_absences(
      tx, after.id, [&](core::Instant instant) { return moved(instant, *move); }, call.now);
  return {};
}

}  // namespace tagwerk::meetings
