#include "engine/trips/traveller_keeper.hpp"

#include "engine/registration/participant_store.hpp"
#include "engine/trips/retention.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

bool has_documents(const TravellerProfile& profile) { return profile.passport || !profile.visas.empty(); }

bool has_health(const TravellerProfile& profile) {
  return profile.dietary_needs || profile.emergency_contact || profile.insurance;
}

void delete_due_of(storage::Transaction& tx, const Kept& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  lock_traveller(tx, kept.participant);
  const auto found = find_traveller(tx, kept.organization, kept.event, kept.participant);
  if (!found || !found->has_row) return;
  const auto call = retention_call(kept.organization, now);
  const auto& profile = found->traveller.profile;
  const bool is_of_nobody = found->state == registration::ParticipantState::cancelled || found->traveller.version == 0;
  const auto over = what_is_over(tx, kept.organization, kept.event, now);
  const bool nothing_stays = (over.documents || !has_documents(profile)) && (over.health || !has_health(profile)) &&
                             (over.documents || over.health);
  if (is_of_nobody || nothing_stays) {
    remove_traveller(tx, kept.participant);
    record_traveller(tx, call, kept.participant, "expired", changes_without_content(profile, {}, false));
    return;
  }
  auto after = profile;
  if (over.documents && has_documents(profile)) {
    forget_documents(tx, kept.participant, now);
    after.passport.reset();
    after.visas.clear();
  }
  if (over.health && has_health(profile)) {
    forget_health(tx, kept.participant, now);
    after.dietary_needs.reset();
    after.emergency_contact.reset();
    after.insurance.reset();
  }
  if (after == profile) return;
  record_traveller(tx, call, kept.participant, "expired", changes_without_content(profile, after, false));
}

}  // namespace

bool TravellerKeeper::delete_due(core::Instant now, std::size_t limit) {
  return look_at_some(
      *database_, last_, limit,
      [&](storage::Transaction& tx) {
        return list_profiles_to_expire(tx, {.now = now, .after = last_, .limit = limit});
      },
      [&](storage::Transaction& tx, const Kept& kept) { delete_due_of(tx, kept, now); });
}

}  // namespace tagwerk::trips
