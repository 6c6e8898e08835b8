#include "engine/statistics/event_grades_store.hpp"

#include <optional>

#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {

std::map<core::EventId, GradedEvent> load_graded_events(storage::Transaction& tx, const core::SeriesId& series) {
  std::map<core::EventId, GradedEvent> events;
  tx.select(
      "select e.id, e.name, e.edition_year, e.starts_on, e.ends_on, e.city, e.country, e.status, p.limit_count from events e "
      "left join capacity_pools p on p.event_id = e.id and p.pool_key = 'participants' where e.series_id = :series and "
      "e.status <> 'cancelled'",
      {{"series", series}}, [&](storage::Row& row) {
        GradedEvent event;
        event.event = row.next<core::EventId>();
        event.name = row.next<std::string>();
        event.year = row.next<int>();
        event.starts_on = row.next<core::Date>();
        event.ends_on = row.next<core::Date>();
        event.city = row.next<std::string>();
        event.country = row.next<std::string>();
        event.status = storage::stored(events::parse_event_status(row.next<std::string>()));
        event.places = row.next<std::optional<std::int64_t>>();
        const auto id = event.event;
        return events.emplace(id, std::move(event)).second;
      });
  tx.select(
      "select g.event_id, g.grade_tenths, count(*) from events e join grades g on g.event_id = e.id "
      "where e.series_id = :series group by g.event_id, g.grade_tenths order by g.event_id, g.grade_tenths",
      {{"series", series}}, [&](storage::Row& row) {
        const auto event = events.find(row.next<core::EventId>());
        const core::Grade grade{row.next<int>()};
        const auto count = row.next<std::int64_t>();
        if (event != events.end()) event->second.counts.push_back({grade, count});
        return true;
      });
  return events;
}

std::vector<std::pair<core::SeriesId, std::string>> load_trip_series(storage::Transaction& tx,
                                                                     const core::OrganizationId& organization) {
  return tx.select(
      "select id, series_key from series where organization_id = :org and kind = 'study_trip' order by series_key",
      {{"org", organization}}, [](storage::Row& row) {
        const auto series = row.next<core::SeriesId>();
        return std::pair(series, row.next<std::string>());
      });
}

}  // namespace tagwerk::statistics
