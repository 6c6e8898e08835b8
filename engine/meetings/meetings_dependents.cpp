#include "engine/meetings/meetings_dependents.hpp"

#include "engine/core/refusals.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_restriction_store.hpp"
#include "engine/meetings/talk_wish_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

std::vector<std::string> MeetingsDependents::dependents(storage::Transaction& tx, const core::EventId& event) {
  std::vector<std::string> words;
  refusals::add_count(words, count_wishes(tx, event, {}).of_event, "talk wish", "talk wishes");
  refusals::add_count(words, count_absences(tx, event, {}).of_event, "talk absence", "talk absences");
  refusals::add_count(words, count_exclusions(tx, event), "talk exclusion", "talk exclusions");
  refusals::add_count(words, count_plans(tx, event), "talk plan", "talk plans");
  return words;
}

}  // namespace tagwerk::meetings
