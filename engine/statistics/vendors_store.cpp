#include "engine/statistics/vendors_store.hpp"

#include <optional>
#include <string>
#include <utility>

namespace tagwerk::statistics {

std::vector<VendorEvent> load_vendor_events(storage::Transaction& tx, const core::SeriesId& series) {
  std::vector<VendorEvent> events;
  tx.select(
      "select e.id, e.edition_year, e.status = 'completed' or coalesce(r.complete, 0) = 1, p.company_id, k.package_key "
      "from events e left join event_attendance_records r on r.event_id = e.id "
      "left join vendor_participations p on p.event_id = e.id and p.status in ('booked', 'confirmed') "
      "left join vendor_packages k on k.id = p.package_id "
      "where e.series_id = :series and e.status <> 'cancelled' order by e.id",
      {{"series", series}}, [&](storage::Row& row) {
        VendorEvent event{
            .event = row.next<core::EventId>(), .year = row.next<int>(), .complete = row.next<bool>(), .visits = {}};
        const auto company = row.next<std::optional<core::CompanyId>>();
        auto package = row.next<std::optional<std::string>>();
        if (events.empty() || events.back().event != event.event) events.push_back(std::move(event));
        if (company && package) events.back().visits.push_back({*company, *std::move(package)});
        return true;
      });
  return events;
}

std::set<int> load_complete_years(storage::Transaction& tx, const core::SeriesId& series) {
  const auto years =
      tx.select("select edition_year from series_attendance_records where series_id = :series and complete = 1",
                {{"series", series}}, [](storage::Row& row) { return row.next<int>(); });
  return {years.begin(), years.end()};
}

}  // namespace tagwerk::statistics
