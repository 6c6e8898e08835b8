#include "engine/trips/sub_group_keeper.hpp"

#include "engine/registration/participant_store.hpp"
#include "engine/trips/retention.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/traveller_audit.hpp"

namespace tagwerk::trips {
namespace {

void delete_due_of(storage::Transaction& tx, const Kept& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  lock_group_traveller(tx, kept.participant);
  const auto found = find_group_traveller(tx, kept.organization, kept.event, kept.participant);
  if (!found || !found->has_row) return;
  const auto& traveller = found->traveller;
  const bool is_of_others = traveller.has_others_row || found->state == registration::ParticipantState::cancelled;
  if (is_of_others) {
    remove_group_traveller(tx, kept.participant);
  } else if (what_is_over(tx, kept.organization, kept.event, now).health) {
    forget_group_identity(tx, kept.participant);
  } else {
    return;
  }
  // Of somebody else nobody knows any more whether he had wished anything.
  if (!traveller.has_others_row && traveller.wishes_version == 0) return;
  record_traveller(tx, retention_call(kept.organization, now), kept.participant, "expired",
                   {{"group_wishes", "given", std::nullopt}});
}

}  // namespace

bool SubGroupKeeper::delete_due(core::Instant now, std::size_t limit) {
  return look_at_some(
      *database_, last_, limit,
      [&](storage::Transaction& tx) {
        return list_group_travellers_to_expire(tx, {.now = now, .after = last_, .limit = limit});
      },
      [&](storage::Transaction& tx, const Kept& kept) { delete_due_of(tx, kept, now); });
}

}  // namespace tagwerk::trips
