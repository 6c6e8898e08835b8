#include "engine/trips/rooming_keeper.hpp"

#include "engine/registration/participant_store.hpp"
#include "engine/trips/retention.hpp"
#include "engine/trips/rooming_guest_store.hpp"
#include "engine/trips/traveller_audit.hpp"

namespace tagwerk::trips {
namespace {

void delete_due_of(storage::Transaction& tx, const Kept& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  const auto found = find_rooming_guest(tx, kept.organization, kept.event, kept.participant);
  if (!found || !found->has_row) return;
  const bool is_of_nobody = found->state == registration::ParticipantState::cancelled || !found->is_theirs;
  if (!is_of_nobody && !what_is_over(tx, kept.organization, kept.event, now).health) return;
  if (!remove_rooming_guest(tx, kept.participant)) return;
  record_traveller(tx, retention_call(kept.organization, now), kept.participant, "rooming_expired");
}

}  // namespace

bool RoomingKeeper::delete_due(core::Instant now, std::size_t limit) {
  return look_at_some(
      *database_, last_, limit,
      [&](storage::Transaction& tx) {
        return list_rooming_to_expire(tx, {.now = now, .after = last_, .limit = limit});
      },
      [&](storage::Transaction& tx, const Kept& kept) { delete_due_of(tx, kept, now); });
}

}  // namespace tagwerk::trips
