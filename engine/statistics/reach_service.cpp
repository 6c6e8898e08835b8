#include "engine/statistics/reach_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/events/series_store.hpp"
#include "engine/statistics/attendance_store.hpp"
#include "engine/statistics/reach_store.hpp"

namespace tagwerk::statistics {

core::Result<ReachReport> ReachService::reach(const access::Call& call, const std::optional<std::string>& series_key,
                                              std::optional<core::Date> as_of) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<ReachReport> {
    const auto& organization = call.principal.organization;
    std::optional<core::SeriesId> series;
    if (series_key) {
      const auto found = events::find_series_by_key(tx, organization, *series_key);
      if (!found) return core::refusals::not_found("series", *series_key);
      series = found->id;
    }
    const auto day = as_of ? *as_of : core::local_date(call.now, find_time_zone(tx, organization)).value();
    const auto active = load_active_companies(tx, organization);
    const auto events = load_reach_events(tx, organization, day);
    ReachReport told{.series_key = series_key,
                     .as_of = day,
                     .active_companies = static_cast<std::int64_t>(active.size()),
                     .reach = {},
                     .loyal = most_loyal(events, active, day, series)};
    told.reach.push_back({.series_key = series_key, .reach = count_reach(events, active, day, series)});
    if (series) return told;
    for (const auto& [id, key] : load_series_keys(tx, organization))
      told.reach.push_back({.series_key = key, .reach = count_reach(events, active, day, id)});
    return told;
  });
}

}  // namespace tagwerk::statistics
