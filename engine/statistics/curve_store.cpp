#include "engine/statistics/curve_store.hpp"

#include <utility>

#include "engine/core/time_zone.hpp"
#include "engine/registration/head_changes_store.hpp"
#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {
namespace {

constexpr const char* day_columns = "booked, cancelled, companies, vendor_booked, vendor_cancelled, vendors";

DayCounts read_counts(storage::Row& row) {
  return {.booked = row.next<std::int64_t>(),
          .cancelled = row.next<std::int64_t>(),
          .companies = row.next<std::int64_t>(),
          .vendor_booked = row.next<std::int64_t>(),
          .vendor_cancelled = row.next<std::int64_t>(),
          .vendors = row.next<std::int64_t>()};
}

void insert_days(storage::Transaction& tx, const DaysByEvent& days, std::string_view behind) {
  storage::BulkInsert rows(tx, std::string("insert into registration_days (event_id, day, ") + day_columns + ")",
                           behind);
  for (const auto& [event, of_event] : days) {
    for (const auto& [day, counts] : of_event) {
      rows.add(event, core::to_text(day), counts.booked, counts.cancelled, counts.companies, counts.vendor_booked,
               counts.vendor_cancelled, counts.vendors);
    }
  }
  rows.send();
}

std::set<core::CompanyId> load_partners(storage::Transaction& tx, const std::set<core::CompanyId>& companies) {
  if (companies.empty()) return {};
  const auto found = tx.select("select id from companies force index (primary) where id in " +
                                   storage::IdList(companies).sql() + " and role = 'partner'",
                               {}, [](storage::Row& row) { return row.next<core::CompanyId>(); });
  return {found.begin(), found.end()};
}

using CompaniesAt = std::map<core::EventId, std::set<core::CompanyId>>;

std::string now_at(const CompaniesAt::value_type& companies) {
  const auto event = storage::literal(storage::Value(companies.first));
  return "select straight_join e.id, c.id, c.role = 'partner', coalesce(h.confirmed_heads, 0), e.time_zone, "
         "(select max(day) from registration_days where event_id = " +
         event +
         ") from events e join companies c left join event_companies h on h.event_id = e.id and h.company_id = c.id "
         "where e.id = " +
         event + " and c.id in " + storage::IdList(companies.second).sql();
}

// Of several events pair by pair: the database takes longer for each, and all by all would be more the more there are.
std::string now_at_all(const CompaniesAt& companies_at) {
  std::string pairs;
  std::set<core::EventId> events;
  for (const auto& [event, companies] : companies_at) {
    events.insert(event);
    for (const auto& company : companies) {
      pairs.append(pairs.empty() ? "(select " : " union all select ");
      pairs.append(storage::literal(storage::Value(event))).append(" event_id, ");
      pairs.append(storage::literal(storage::Value(company))).append(" company_id");
    }
  }
  return "select straight_join w.event_id, w.company_id, c.role = 'partner', coalesce(h.confirmed_heads, 0), "
         "e.time_zone, d.latest from " +
         pairs +
         ") w join companies c on c.id = w.company_id join events e on e.id = w.event_id "
         "left join (select event_id, max(day) as latest from registration_days where event_id in " +
         storage::IdList(events).sql() +
         " group by event_id) d on d.event_id = w.event_id "
         "left join event_companies h on h.event_id = w.event_id and h.company_id = w.company_id";
}

}  // namespace

core::Date day_of(core::Instant at, const std::string& time_zone) {
  return core::local_date(at, time_zone).value_or(at.date());
}

std::map<core::EventId, CurveFacts> load_curve_facts(storage::Transaction& tx, const std::set<core::EventId>& events) {
  std::map<core::EventId, CurveFacts> facts;
  if (events.empty()) return facts;
  tx.select(
      "select e.id, e.time_zone, (select max(d.day) from registration_days d where d.event_id = e.id) from events e "
      "where e.id in " +
          storage::IdList(events).sql(),
      {}, [&](storage::Row& row) {
        const auto event = row.next<core::EventId>();
        auto zone = row.next<std::string>();
        return facts
            .emplace(event, CurveFacts{.time_zone = std::move(zone), .latest = row.next<std::optional<core::Date>>()})
            .second;
      });
  return facts;
}

std::map<core::EventId, EventNow> load_events_now(
    storage::Transaction& tx, const std::map<core::EventId, std::set<core::CompanyId>>& companies_at) {
  std::map<core::EventId, EventNow> now;
  tx.select(companies_at.size() == 1 ? now_at(*companies_at.begin()) : now_at_all(companies_at), {},
            [&](storage::Row& row) {
              auto& event = now[row.next<core::EventId>()];
              const auto company = row.next<core::CompanyId>();
              const bool is_partner = row.next<bool>();
              event.companies.emplace(company, CompanyNow{.is_partner = is_partner, .heads = row.next<std::int64_t>()});
              event.time_zone = row.next<std::string>();
              event.latest = row.next<std::optional<core::Date>>();
              return true;
            });
  return now;
}

std::map<core::CompanyId, CompanyHistory> load_histories(storage::Transaction& tx, const core::EventId& event,
                                                         const std::string& time_zone,
                                                         const std::set<core::CompanyId>& companies) {
  std::map<core::CompanyId, CompanyHistory> histories;
  registration::read_head_changes(tx, event, companies, [&](const registration::HeadChange& change) {
    histories[change.company].nets[day_of(change.at, time_zone)] += change.delta;
  });
  return histories;
}

Days recount_days(storage::Transaction& tx, const core::EventId& event, const std::string& time_zone) {
  Days days;
  std::optional<core::CompanyId> last;
  for (;;) {
    const auto companies = registration::find_companies_with_changes(tx, event, last);
    if (companies.empty()) return days;
    last = *companies.rbegin();
    const auto partners = load_partners(tx, companies);
    std::map<core::CompanyId, std::vector<DatedHeads>> changes;
    registration::read_head_changes(tx, event, companies, [&](const registration::HeadChange& change) {
      changes[change.company].push_back({.day = day_of(change.at, time_zone), .delta = change.delta});
    });
    for (const auto& [company, of_company] : changes) add(days, contribution(partners.contains(company), of_company));
  }
}

Days load_days(storage::Transaction& tx, const core::EventId& event) {
  Days days;
  tx.select(std::string("select day, ") + day_columns + " from registration_days where event_id = :event",
            {{"event", event}}, [&](storage::Row& row) {
              const auto day = row.next<core::Date>();
              return days.emplace(day, read_counts(row)).second;
            });
  return days;
}

DaysByEvent load_days(storage::Transaction& tx, const std::set<core::EventId>& events) {
  DaysByEvent days;
  if (events.empty()) return days;
  tx.select(std::string("select event_id, day, ") + day_columns + " from registration_days where event_id in " +
                storage::IdList(events).sql(),
            {}, [&](storage::Row& row) {
              auto& of_event = days[row.next<core::EventId>()];
              const auto day = row.next<core::Date>();
              return of_event.emplace(day, read_counts(row)).second;
            });
  return days;
}

void add_days(storage::Transaction& tx, const DaysByEvent& days) {
  insert_days(tx, days,
              "on duplicate key update booked = booked + values(booked), cancelled = cancelled + values(cancelled), "
              "companies = companies + values(companies), vendor_booked = vendor_booked + values(vendor_booked), "
              "vendor_cancelled = vendor_cancelled + values(vendor_cancelled), vendors = vendors + values(vendors)");
}

void replace_days(storage::Transaction& tx, const core::EventId& event, const Days& days) {
  tx.execute("delete from registration_days where event_id = :event", {{"event", event}});
  insert_days(tx, {{event, days}}, {});
}

std::vector<core::EventId> list_earlier_editions(storage::Transaction& tx, const events::Event& event,
                                                 std::size_t limit) {
  return tx.select(
      "select id from events where series_id = :series and status <> 'cancelled' and starts_on < :before "
      "order by starts_on desc, id desc limit :limit",
      {{"series", event.series}, {"before", event.starts_on}, {"limit", limit}},
      [](storage::Row& row) { return row.next<core::EventId>(); });
}

std::vector<core::EventId> list_event_ids(storage::Transaction& tx, const std::optional<core::EventId>& after,
                                          std::size_t limit) {
  storage::Binds binds{{"limit", limit}};
  if (after) binds.push_back({"after", *after});
  return tx.select(
      std::string("select id from events ") + (after ? "where id > :after " : "") + "order by id limit :limit", binds,
      [](storage::Row& row) { return row.next<core::EventId>(); });
}

std::vector<core::EventId> list_due(storage::Transaction& tx, std::size_t limit) {
  return tx.select("select event_id from registration_days_due order by event_id limit :limit", {{"limit", limit}},
                   [](storage::Row& row) { return row.next<core::EventId>(); });
}

void mark_done(storage::Transaction& tx, const core::EventId& event) {
  tx.execute("delete from registration_days_due where event_id = :event", {{"event", event}});
}

}  // namespace tagwerk::statistics
