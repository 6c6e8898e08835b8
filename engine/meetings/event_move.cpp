#include "engine/meetings/event_move.hpp"

#include "engine/core/time_zone.hpp"

namespace tagwerk::meetings {

std::optional<EventMove> move_of(const events::Event& before, const events::Event& after) {
  const long first = (after.starts_on - before.starts_on).days();
  const long last = (after.ends_on - before.ends_on).days();
  EventMove move{.days = first == last ? first : 0, .from_zone = before.time_zone, .to_zone = after.time_zone};
  if (move.days == 0 && move.from_zone == move.to_zone) return std::nullopt;
  return move;
}

TalkSettings moved(TalkSettings settings, const EventMove& move) {
  const boost::gregorian::days days(move.days);
  for (auto& session : settings.sessions) session.date += days;
  for (auto& one : settings.breaks) one.date += days;
  return settings;
}

core::Instant moved(core::Instant instant, const EventMove& move) {
  const boost::gregorian::days days(move.days);
  const auto wall = core::wall_time(instant, move.from_zone);
  const auto there = wall ? core::instant_at(wall->date, wall->time, move.from_zone) : std::nullopt;
  const auto then = wall ? core::instant_at(wall->date + days, wall->time, move.to_zone) : std::nullopt;
  if (!there || !then) return instant + days;
  return *then + (instant - *there);
}

TalkPlan moved(TalkPlan plan, const EventMove& move) {
  for (auto& slot : plan.slots) {
    const auto length = slot.ends_at - slot.starts_at;
    slot.starts_at = moved(slot.starts_at, move);
    slot.ends_at = slot.starts_at + length;
  }
  for (auto& talk : plan.talks) {
    if (talk.slot) ++talk.sequence;
  }
  return plan;
}

}  // namespace tagwerk::meetings
