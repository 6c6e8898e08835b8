#include "engine/statistics/capacity_use_store.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/events/capacity_store.hpp"
#include "engine/meetings/taking_part.hpp"
#include "engine/meetings/talk_problem.hpp"
#include "engine/meetings/talk_settings_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {
namespace {

using Planned = std::map<core::EventId, std::vector<PlannedAtTable>>;  // of events with a published plan

Planned load_planned(storage::Transaction& tx, const core::SeriesId& series) {
  Planned planned;
  tx.select(
      "select e.id, t.table_name, o.outcome = 'held' from events e join talk_plans p on p.published_event = e.id left join "
      "talk_plan_talks t on t.plan_id = p.id and t.slot is not null left join talk_outcomes o on o.id = t.talk_id "
      "where e.series_id = :series",
      {{"series", series}}, [&](storage::Row& row) {
        auto& talks = planned[row.next<core::EventId>()];
        const auto table = row.next<std::optional<std::string>>();
        const auto was_held = row.next<std::optional<bool>>();
        if (table) talks.push_back({.table = *table, .was_held = was_held});
        return true;
      });
  return planned;
}

std::vector<std::string> load_common_tables(storage::Transaction& tx, const core::EventId& event, int count) {
  std::set<std::string> own;
  for (const auto& company : meetings::load_taking_part(tx, event))
    own.insert(company.own_tables.begin(), company.own_tables.end());
  return meetings::common_tables(count, own);
}

}  // namespace

std::vector<Offer> load_offers(storage::Transaction& tx, const core::SeriesId& series) {
  struct Known {
    Offer offer;
    std::string time_zone;
    bool has_talks = false;
  };
  auto known = tx.select(
      "select e.id, e.name, e.edition_year, e.starts_on, e.status, e.time_zone, s.event_id is not null from events e "
      "left join talk_settings s on s.event_id = e.id where e.series_id = :series and e.status <> 'cancelled' "
      "order by e.starts_on, e.id",
      {{"series", series}}, [](storage::Row& row) {
        Known event;
        auto& use = event.offer.use;
        use.event = row.next<core::EventId>();
        use.name = row.next<std::string>();
        use.year = row.next<int>();
        use.starts_on = row.next<core::Date>();
        use.status = storage::stored(events::parse_event_status(row.next<std::string>()));
        event.time_zone = row.next<std::string>();
        event.has_talks = row.next<bool>();
        return event;
      });
  std::set<core::EventId> ids;
  for (const auto& event : known) ids.insert(event.offer.use.event);
  if (ids.empty()) return {};
  std::map<core::EventId, std::vector<events::PoolRow>> pools;
  for (auto& [event, row] : events::load_pools(tx, ids, storage::Lock::none)) pools[event].push_back(std::move(row));
  const auto planned = load_planned(tx, series);

  std::vector<Offer> offers;
  offers.reserve(known.size());
  for (auto& event : known) {
    auto& use = event.offer.use;
    event.offer.pools = std::move(pools[use.event]);
    const auto settings = event.has_talks ? meetings::find_talk_settings(tx, use.event) : std::nullopt;
    if (settings) {
      const auto slots = static_cast<std::int64_t>(slots_of(settings->settings, event.time_zone).size());
      const auto of_plan = planned.find(use.event);
      use.talks = talks_of(slots, load_common_tables(tx, use.event, settings->settings.tables),
                           of_plan == planned.end() ? std::nullopt : std::optional(of_plan->second));
    }
    offers.push_back(std::move(event.offer));
  }
  return offers;
}

}  // namespace tagwerk::statistics
