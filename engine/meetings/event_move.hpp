// Purpose: what becomes of an event's talks when the event itself is put on other days, or into another zone: all that is said in
// wall time stays at that time of day, so many days later. Sessions and breaks, the published plan and absences move along; drafts
// do not, and are refused when they are published.
// Rules: an event moves when its first and its last day do, by the same number of days. One that only gets longer or shorter stays
// where it is. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <string>

#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
#include "engine/meetings/talk_plan.hpp"
#include "engine/meetings/talk_settings.hpp"

namespace tagwerk::meetings {

struct EventMove {
  long days = 0;
  std::string from_zone;
  std::string to_zone;
};

/// nullopt: it stays where it is.
[[nodiscard]] std::optional<EventMove> move_of(const events::Event& before, const events::Event& after);

[[nodiscard]] TalkSettings moved(TalkSettings settings, const EventMove& move);
/// A time of day that there is not on the other day, in the night in which the clock goes forward: the first after it that there is.
[[nodiscard]] core::Instant moved(core::Instant instant, const EventMove& move);
/// Each of its talks is news to those who have it in a calendar.
[[nodiscard]] TalkPlan moved(TalkPlan plan, const EventMove& move);

}  // namespace tagwerk::meetings
