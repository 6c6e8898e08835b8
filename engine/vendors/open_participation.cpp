#include "engine/vendors/open_participation.hpp"

#include <string>
#include <utility>

#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_participation_store.hpp"

namespace tagwerk::vendors {

namespace refusals = core::refusals;

core::Result<VendorParticipation> visible_participation(storage::Transaction& tx, const access::Call& call,
                                                        const VendorParticipationId& id, storage::Lock lock) {
  auto found = find_participation(tx, call.principal.organization, id, lock);
  if (!found || !call.principal.may_see(found->company)) return refusals::not_found("vendor participation", id.text());
  return *std::move(found);
}

core::Result<OpenParticipation> open_participation(storage::Transaction& tx, const access::Call& call,
                                                   const VendorParticipationId& id) {
  const auto found = visible_participation(tx, call, id);
  if (!found) return found.error();
  auto event = events::find_event(tx, call.principal.organization, found->event, storage::Lock::shared);
  if (!event) return refusals::not_found("event", found->event.text());
  auto locked = visible_participation(tx, call, id, storage::Lock::for_update);
  if (!locked) return locked.error();
  return OpenParticipation{*std::move(event), *std::move(locked)};
}

core::Result<> check_live(const VendorParticipation& participation) {
  if (participation.is_live()) return {};
  return core::fail(participation_is_cancelled, {{"id", participation.id.text()}});
}

core::Result<> check_takes_vendors(const events::Event& event) {
  using events::EventStatus;
  if (event.status != EventStatus::completed && event.status != EventStatus::cancelled) return {};
  return core::fail(event_takes_no_vendors, {{"status", std::string(to_text(event.status))}});
}

}  // namespace tagwerk::vendors
