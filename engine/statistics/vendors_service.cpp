#include "engine/statistics/vendors_service.hpp"

#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/series_store.hpp"
#include "engine/statistics/attendance.hpp"
#include "engine/statistics/vendor_talks_store.hpp"
#include "engine/statistics/vendors_store.hpp"

namespace tagwerk::statistics {

core::Result<VendorTrend> VendorStatisticsService::trend(const access::Call& call, const std::string& series_key,
                                                         std::optional<int> from, std::optional<int> to) {
  if (auto ordered = check_span(from, to); !ordered) return ordered.error();
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<VendorTrend> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return core::refusals::not_found("series", series_key);
    VendorTrend trend{.series_key = series_key, .years = {}, .talks = {}};
    const auto events = load_vendor_events(tx, series->id);
    for (auto& year : count_vendors(events, load_complete_years(tx, series->id))) {
      if (is_between(year.year, from, to)) trend.years.push_back(std::move(year));
    }
    for (const auto& year : count_talks(load_talk_events(tx, series->id, events).events))
      trend.talks.emplace(year.year, year.totals);
    return trend;
  });
}

}  // namespace tagwerk::statistics
