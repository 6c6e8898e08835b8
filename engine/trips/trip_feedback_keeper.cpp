#include "engine/trips/trip_feedback_keeper.hpp"

#include "engine/registration/participant_store.hpp"
#include "engine/trips/personal_access.hpp"
#include "engine/trips/personal_link_store.hpp"
#include "engine/trips/retention.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip_feedback_store.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

void end_link_of(storage::Transaction& tx, const Kept& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  const auto link = find_link_of(tx, kept.participant);
  const auto found = find_traveller(tx, kept.organization, kept.event, kept.participant);
  const auto days = days_of_trip(tx, kept.organization, kept.event, now);
  if (!link || !found || !days) return;
  const bool comes = found->state == registration::ParticipantState::confirmed;
  if (comes && is_alive(*link, found->traveller, days->returns_on, days->today)) return;
  remove_link(tx, kept.participant);
  record_traveller(tx, retention_call(kept.organization, now), kept.participant, "link_ended");
}

void forget_author_of(storage::Transaction& tx, const Kept& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  const auto days = days_of_trip(tx, kept.organization, kept.event, now);
  if (!days || !is_kept_no_longer(days->returns_on, comment_days_after_return, days->today)) return;
  if (forget_author(tx, kept.participant))
    record_traveller(tx, retention_call(kept.organization, now), kept.participant, "comments_expired");
}

}  // namespace

bool TripFeedbackKeeper::delete_due(core::Instant now, std::size_t limit) {
  const bool more_links = end_links(now, limit);
  return forget_authors(now, limit) || more_links;
}

bool TripFeedbackKeeper::end_links(core::Instant now, std::size_t limit) {
  return look_at_some(
      *database_, last_link_, limit,
      [&](storage::Transaction& tx) { return list_dead_links(tx, {.now = now, .after = last_link_, .limit = limit}); },
      [&](storage::Transaction& tx, const Kept& kept) { end_link_of(tx, kept, now); });
}

bool TripFeedbackKeeper::forget_authors(core::Instant now, std::size_t limit) {
  return look_at_some(
      *database_, last_answer_, limit,
      [&](storage::Transaction& tx) {
        return list_authors_to_forget(tx, {.now = now, .after = last_answer_, .limit = limit});
      },
      [&](storage::Transaction& tx, const Kept& kept) { forget_author_of(tx, kept, now); });
}

}  // namespace tagwerk::trips
