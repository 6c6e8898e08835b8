#include "engine/trips/host_list_service.hpp"

#include <algorithm>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip.hpp"

namespace tagwerk::trips {

core::Result<HostList> HostListService::find(const access::Call& call, const core::EventId& id,
                                             const std::string& item_key) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<HostList> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    const auto draft = find_draft(tx, id);
    const auto itinerary = draft ? draft->itinerary : Itinerary{};
    const auto item = std::ranges::find(itinerary.items, item_key, &Item::key);
    if (item == itinerary.items.end()) return core::refusals::not_found("item", item_key);
    const auto& organization = call.principal.organization;
    DietaryNeeds needs;
    if (item->kind == ItemKind::meal) {
      for (const auto& one : load_travellers(tx, organization, id, {})) needs[one.id] = one.profile.dietary_needs;
    }
    return host_list(itinerary, *item, load_group_travellers(tx, organization, id), needs);
  });
}

}  // namespace tagwerk::trips
