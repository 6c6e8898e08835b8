#include "engine/trips/trip_feedback_keeper.hpp"

#include <optional>

#include "engine/access/call.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/personal_access.hpp"
#include "engine/trips/personal_link_store.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip_feedback_store.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {
namespace {

constexpr const char* latest_zone = "Pacific/Kiritimati";  // UTC+14: no day begins earlier

// Of nobody's request.
access::Call own_call(const core::OrganizationId& organization, core::Instant now) {
  access::Call call;
  call.principal.organization = organization;
  call.principal.role = access::Role::admin;
  call.principal.name = "retention";
  call.now = now;
  call.request_id = "retention";
  return call;
}

struct Days {
  core::Date returns_on;
  core::Date today;  // there
};

std::optional<Days> days_of(storage::Transaction& tx, const KeptProfile& kept, core::Instant now) {
  const auto event = events::find_event(tx, kept.organization, kept.event);
  if (!event) return std::nullopt;
  return Days{.returns_on = return_date(event->ends_on, load_requirements(tx, event->id).content.returns_on),
              .today = today_in(now, event->time_zone)};
}

void end_link_of(storage::Transaction& tx, const KeptProfile& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  const auto link = find_link_of(tx, kept.participant);
  const auto found = find_traveller(tx, kept.organization, kept.event, kept.participant);
  const auto days = days_of(tx, kept, now);
  if (!link || !found || !days) return;
  const bool comes = found->state == registration::ParticipantState::confirmed;
  if (comes && is_alive(*link, found->traveller, days->returns_on, days->today)) return;
  remove_link(tx, kept.participant);
  record_traveller(tx, own_call(kept.organization, now), kept.participant, "link_ended");
}

void forget_author_of(storage::Transaction& tx, const KeptProfile& kept, core::Instant now) {
  registration::lock_participant(tx, kept.participant);
  const auto days = days_of(tx, kept, now);
  if (!days || !is_kept_no_longer(days->returns_on, comment_days_after_return, days->today)) return;
  if (forget_author(tx, kept.participant))
    record_traveller(tx, own_call(kept.organization, now), kept.participant, "comments_expired");
}

}  // namespace

bool TripFeedbackKeeper::delete_due(core::Instant now, std::size_t limit) {
  const bool more_links = end_links(now, limit);
  return forget_authors(now, limit) || more_links;
}

bool TripFeedbackKeeper::end_links(core::Instant now, std::size_t limit) {
  const auto due = database_->read(
      [&](storage::Transaction& tx) { return list_dead_links(tx, today_in(now, latest_zone), last_link_, limit); });
  for (const auto& kept : due) {
    last_link_ = kept.participant;
    database_->transact(nullptr, [&](storage::Transaction& tx) {
      end_link_of(tx, kept, now);
      return true;
    });
  }
  if (due.size() == limit) return true;
  last_link_ = {};
  return false;
}

bool TripFeedbackKeeper::forget_authors(core::Instant now, std::size_t limit) {
  const auto due = database_->read([&](storage::Transaction& tx) {
    return list_authors_to_forget(tx, today_in(now, latest_zone), last_answer_, limit);
  });
  for (const auto& kept : due) {
    last_answer_ = kept.participant;
    database_->transact(nullptr, [&](storage::Transaction& tx) {
      forget_author_of(tx, kept, now);
      return true;
    });
  }
  if (due.size() == limit) return true;
  last_answer_ = {};
  return false;
}

}  // namespace tagwerk::trips
