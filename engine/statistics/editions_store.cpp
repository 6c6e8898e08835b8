#include "engine/statistics/editions_store.hpp"

#include <optional>
#include <string>
#include <utility>

#include "engine/core/time_zone.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {

std::map<core::EventId, EditionFacts> load_edition_facts(storage::Transaction& tx, const core::SeriesId& series,
                                                         core::Instant now) {
  std::map<core::EventId, EditionFacts> facts;
  tx.select(
      "select e.id, e.name, e.starts_on, e.status, e.time_zone, p.limit_count, coalesce(p.confirmed, 0), "
      "exists (select 1 from registration_days d where d.event_id = e.id), "
      "(select cast(coalesce(sum(d.booked) - sum(d.cancelled), 0) as signed) from registration_days d "
      "where d.event_id = e.id and d.day <= e.starts_on) from events e "
      "left join capacity_pools p on p.event_id = e.id and p.pool_key = 'participants' where e.series_id = :series",
      {{"series", series}}, [&](storage::Row& row) {
        const auto event = row.next<core::EventId>();
        EditionFacts known;
        known.name = row.next<std::string>();
        known.starts_on = row.next<core::Date>();
        known.status = storage::stored(events::parse_event_status(row.next<std::string>()));
        const auto zone = row.next<std::string>();
        known.places = row.next<std::optional<std::int64_t>>();
        known.confirmed = row.next<std::int64_t>();
        const bool has_days = row.next<bool>();
        const auto at_start = row.next<std::int64_t>();
        if (has_days && known.starts_on <= core::local_date(now, zone).value()) known.registered_at_start = at_start;
        return facts.emplace(event, std::move(known)).second;
      });
  return facts;
}

FirstElsewhere load_first_elsewhere(storage::Transaction& tx, const core::OrganizationId& organization,
                                    const core::SeriesId& series) {
  FirstElsewhere first;
  tx.select(
      "select h.company_id, min(e.starts_on) from events e join event_companies h on h.event_id = e.id "
      "where e.organization_id = :org and e.series_id <> :series and e.status <> 'cancelled' and h.confirmed_heads > 0 "
      "group by h.company_id",
      {{"org", organization}, {"series", series}}, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        return first.emplace(company, row.next<core::Date>()).second;
      });
  return first;
}

}  // namespace tagwerk::statistics
