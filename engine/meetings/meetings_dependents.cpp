#include "engine/meetings/meetings_dependents.hpp"

#include <utility>

#include "engine/core/refusals.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_outcome_store.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_restriction_store.hpp"
#include "engine/meetings/talk_settings_audit.hpp"
#include "engine/meetings/talk_settings_store.hpp"
#include "engine/meetings/talk_wish_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

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
  const auto days = (after.starts_on - before.starts_on).days();
  const auto settings = moved_by_days(found->settings, days);
  // By the clock of another zone there may be other slots, too.
  if (auto wrong = check(settings, after.starts_on, after.ends_on, after.time_zone); !wrong.empty())
    return core::Error(talks_outside_the_event, {}, std::move(wrong));
  if (days == 0) return {};
  save_talk_settings(tx, after.id, settings, found->version + 1, call.now);
  record_change(tx, call, after.id, &found->settings, settings);
  return {};
}

}  // namespace tagwerk::meetings
