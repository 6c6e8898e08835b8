#include "engine/statistics/reach_store.hpp"

#include <map>
#include <utility>

#include "engine/statistics/turnout_store.hpp"

namespace tagwerk::statistics {
namespace {

struct Companies {
  ReachEvent event;
  bool completed = false;
  std::vector<core::CompanyId> confirmed;
  std::vector<core::CompanyId> came;
};

using Events = std::map<core::EventId, Companies>;

void add(storage::Transaction& tx, const std::string& sql, const storage::Binds& binds, Events& events,
         std::vector<core::CompanyId> Companies::*list) {
  tx.select(sql, binds, [&](storage::Row& row) {
    const auto event = events.find(row.next<core::EventId>());
    const auto company = row.next<core::CompanyId>();
    if (event != events.end()) (event->second.*list).push_back(company);
    return true;
  });
}

}  // namespace

ActiveCompanies load_active_companies(storage::Transaction& tx, const core::OrganizationId& organization) {
  ActiveCompanies active;
  tx.select(
      "select id, name from companies where organization_id = :org and role = 'partner' and merged_into_id is null",
      {{"org", organization}}, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        return active.emplace(company, row.next<std::string>()).second;
      });
  return active;
}

std::vector<ReachEvent> load_reach_events(storage::Transaction& tx, const core::OrganizationId& organization,
                                          core::Date as_of) {
  const storage::Binds binds{{"org", organization}, {"day", as_of}};
  const std::string chosen = "where e.organization_id = :org and e.status <> 'cancelled' and e.starts_on <= :day ";
  Events events;
  tx.select("select e.id, e.series_id, e.edition_year, e.starts_on, e.status = 'completed' from events e " + chosen,
            binds, [&](storage::Row& row) {
              auto& known = events[row.next<core::EventId>()];
              known.event.series = row.next<core::SeriesId>();
              known.event.year = row.next<int>();
              known.event.starts_on = row.next<core::Date>();
              known.completed = row.next<bool>();
              return true;
            });
  add(tx,
      "select h.event_id, h.company_id from events e join event_companies h on h.event_id = e.id and "
      "h.confirmed_heads > 0 " +
          chosen,
      binds, events, &Companies::confirmed);
  // As in the attendance of a series (attendance_store.cpp), also in the order of the join.
  add(tx,
      std::string("select straight_join e.id, g.company_id from events e join check_ins i on i.event_id = e.id and ") +
          let_in +
          "join registration_participants p on p.id = i.participant_id and p.state = 'confirmed' "
          "join registrations g on g.id = p.registration_id " +
          chosen + "and e.status = 'completed' group by e.id, g.company_id",
      binds, events, &Companies::came);
  std::vector<ReachEvent> found;
  found.reserve(events.size());
  for (auto& [id, known] : events) {
    const bool is_watched = known.completed && !known.came.empty();
    known.event.companies = std::move(is_watched ? known.came : known.confirmed);
    found.push_back(std::move(known.event));
  }
  return found;
}

std::vector<std::pair<core::SeriesId, std::string>> load_series_keys(storage::Transaction& tx,
                                                                     const core::OrganizationId& organization) {
  return tx.select("select id, series_key from series where organization_id = :org order by series_key",
                   {{"org", organization}}, [](storage::Row& row) {
                     const auto series = row.next<core::SeriesId>();
                     return std::pair(series, row.next<std::string>());
                   });
}

}  // namespace tagwerk::statistics
