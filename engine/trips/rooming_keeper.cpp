#include "engine/trips/rooming_keeper.hpp"

#include "engine/events/event_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/retention.hpp"
#include "engine/trips/rooming_guest_store.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {
namespace {

bool is_over(storage::Transaction& tx, const KeptRoomingGuest& kept, core::Instant now) {
  const auto event = events::find_event(tx, kept.organization, kept.event);
  if (!event) return false;
  const auto requirements = load_requirements(tx, kept.event).content;
  return is_kept_no_longer(return_date(event->ends_on, requirements.returns_on), requirements.health_days_after_return,
                           today_in(now, event->time_zone));
}

void delete_due_of(storage::Transaction& tx, const KeptRoomingGuest& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  const auto found = find_rooming_guest(tx, kept.organization, kept.event, kept.participant);
  if (!found || !found->has_row) return;
  const bool is_of_nobody = found->state == registration::ParticipantState::cancelled || !found->is_theirs;
  if (!is_of_nobody && !is_over(tx, kept, now)) return;
  if (!remove_rooming_guest(tx, kept.participant)) return;
  record_traveller(tx, retention_call(kept.organization, now), kept.participant, "rooming_expired");
}

}  // namespace

bool RoomingKeeper::delete_due(core::Instant now, std::size_t limit) {
  const auto due = database_->read(
      [&](storage::Transaction& tx) { return list_rooming_to_expire(tx, today_in(now, latest_zone), last_, limit); });
  for (const auto& kept : due) {
    last_ = kept.participant;
    database_->transact(nullptr, [&](storage::Transaction& tx) {
      delete_due_of(tx, kept, now);
      return true;
    });
  }
  if (due.size() == limit) return true;
  last_ = {};
  return false;
}

}  // namespace tagwerk::trips
