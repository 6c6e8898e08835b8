#include "engine/trips/sub_group_keeper.hpp"

#include "engine/events/event_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {
namespace {

constexpr const char* latest_zone = "Pacific/Kiritimati";  // UTC+14: no day begins earlier

// Of nobody's request.
void record_expired(storage::Transaction& tx, const KeptGroupTraveller& kept, core::Instant now) {
  access::Call call;
  call.principal.organization = kept.organization;
  call.principal.role = access::Role::admin;
  call.principal.name = "retention";
  call.now = now;
  call.request_id = "retention";
  record_traveller(tx, call, kept.participant, "expired", {{"group_wishes", "given", std::nullopt}});
}

bool is_over(storage::Transaction& tx, const KeptGroupTraveller& kept, core::Instant now) {
  const auto event = events::find_event(tx, kept.organization, kept.event);
  if (!event) return false;
  const auto requirements = load_requirements(tx, kept.event).content;
  const auto returns_on = return_date(event->ends_on, requirements.returns_on);
  return is_kept_no_longer(returns_on, requirements.health_days_after_return, today_in(now, event->time_zone));
}

void delete_due_of(storage::Transaction& tx, const KeptGroupTraveller& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  lock_group_traveller(tx, kept.participant);
  const auto found = find_group_traveller(tx, kept.organization, kept.event, kept.participant);
  if (!found || !found->has_row) return;
  const auto& traveller = found->traveller;
  const bool is_of_others = traveller.has_others_row || found->state == registration::ParticipantState::cancelled;
  if (is_of_others) {
    remove_group_traveller(tx, kept.participant);
  } else if (is_over(tx, kept, now)) {
    forget_group_identity(tx, kept.participant);
  } else {
    return;
  }
  // Of somebody else nobody knows any more whether he had wished anything.
  if (traveller.has_others_row || traveller.wishes_version != 0) record_expired(tx, kept, now);
}

}  // namespace

bool SubGroupKeeper::delete_due(core::Instant now, std::size_t limit) {
  const auto due = database_->read([&](storage::Transaction& tx) {
    return list_group_travellers_to_expire(tx, today_in(now, latest_zone), last_, limit);
  });
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
