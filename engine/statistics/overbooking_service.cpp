#include "engine/statistics/overbooking_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/statistics/overbooking_store.hpp"

namespace tagwerk::statistics {

namespace refusals = core::refusals;

core::Result<OverbookingSuggestion> OverbookingService::suggest(const access::Call& call, const core::EventId& id,
                                                                int max_risk_percent) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<OverbookingSuggestion> {
    const auto event = events::find_event(tx, call.principal.organization, id);
    if (!event) return refusals::not_found("event", id.text());
    const auto pools = counted_by_heads(events::load_pools(tx, id), events::load_terms(tx, id).categories);
    return statistics::suggest(load_past_events(tx, *event), pools, max_risk_percent);
  });
}

}  // namespace tagwerk::statistics
