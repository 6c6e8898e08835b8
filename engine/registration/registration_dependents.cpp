#include "engine/registration/registration_dependents.hpp"

#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/head_changes.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/registration/waitlist.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

std::vector<std::string> RegistrationDependents::dependents(storage::Transaction& tx, const core::EventId& event) {
  std::vector<std::string> words;
  refusals::add_count(words, count_registrations(tx, event), "registration", "registrations");
  refusals::add_count(words, count_check_ins(tx, event), "check-in", "check-ins");
  return words;
}

void RegistrationDependents::event_cancelled(storage::Transaction& tx, const access::Call& call,
                                             const core::EventId& event) {
  const auto cancelled = cancel_all(tx, event, call.now);
  auto pools = events::lock_pools(tx, event);
  for (auto& pool : pools) pool.confirmed = pool.held = pool.waitlisted = 0;
  events::save_counters(tx, event, pools);
  remove_company_heads(tx, event);
  std::vector<audit::Record> entries;
  HeadChanges heads(observers_);
  for (const auto& one : cancelled) {
    entries.push_back({.object_kind = "registration",
                       .object = one.id.uuid,
                       .action = "cancelled",
                       .changes = {{"status", std::string(to_text(one.before)), "cancelled"}}});
    heads.add(
        {.event = event, .company = one.company, .registration = one.id, .at = call.now, .delta = -one.confirmed});
  }
  heads.write(tx);
  audit::record_all(tx, call, entries);
  tell_observers(tx, call, event);
}

void RegistrationDependents::tell_observers(storage::Transaction& tx, const access::Call& call,
                                            const core::EventId& id) {
  const auto event = events::find_event(tx, call.principal.organization, id);
  if (!event) return;
  for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization, event->series_key);
}

void RegistrationDependents::places_freed(storage::Transaction& tx, const access::Call& call,
                                          const core::EventId& event) {
  auto places = Places::lock(tx, event);
  promote_and_tell(tx, call, event, places, observers_);
}

}  // namespace tagwerk::registration
