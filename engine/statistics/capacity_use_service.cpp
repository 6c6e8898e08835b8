#include "engine/statistics/capacity_use_service.hpp"

#include <map>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/series_store.hpp"
#include "engine/statistics/capacity_use_store.hpp"
#include "engine/statistics/event_facts_store.hpp"

namespace tagwerk::statistics {

core::Result<std::vector<CapacityUse>> CapacityUseService::use(const access::Call& call, const std::string& series_key,
                                                               std::optional<int> from, std::optional<int> to) {
  if (auto ordered = check_span(from, to); !ordered) return ordered.error();
  using Uses = std::vector<CapacityUse>;
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<Uses> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return core::refusals::not_found("series", series_key);
    std::map<core::EventId, EventFacts> facts;
    for (auto& event : load_events(tx, series->id)) {
      const auto id = event.event;
      facts.emplace(id, std::move(event));
    }
    Uses uses;
    for (auto& offer : load_offers(tx, series->id)) {
      if (!is_between(offer.use.year, from, to)) continue;
      offer.use.pools = pools_of(facts[offer.use.event], offer.pools);
      uses.push_back(std::move(offer.use));
    }
    return uses;
  });
}

}  // namespace tagwerk::statistics
