#include "engine/events/terms_reference_mover.hpp"

#include "engine/audit/audit.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/changed_terms.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"

namespace tagwerk::events {

void TermsReferenceMover::move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                                       const core::CompanyId& into) {
  const auto concerned = load_events_with_contingents_of(tx, from);
  if (concerned.empty()) return;
  lock_events(tx, concerned, storage::Lock::for_update);
  static_cast<void>(lock_pools(tx, concerned));
  for (const auto& event : concerned) {
    const auto before = load_terms(tx, event);
    auto contingents = before.contingents;
    for (auto& one : contingents) {
      if (one.company == from) one.company = into;
    }
    save_contingents(tx, event, contingents);
    save_terms_version(tx, event, before.version + 1);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = event.uuid,
                   .action = "contingents_changed",
                   .changes = changed_terms(before.contingents, contingents)});
  }
}

}  // namespace tagwerk::events
