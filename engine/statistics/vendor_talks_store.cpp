#include "engine/statistics/vendor_talks_store.hpp"

#include <optional>
#include <set>
#include <utility>

#include "engine/directory/names_store.hpp"
#include "engine/meetings/talk_wish.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {
namespace {

using core::CompanyId;
using core::EventId;
using Names = std::map<CompanyId, directory::NamedCompany>;

// Of the series' events that are not cancelled and have a published plan.
const std::string from_published =
    " from events e join talk_plans p on p.published_event = e.id and e.series_id = :series and e.status <> 'cancelled' ";

struct WishRow {
  EventId event;
  CompanyId company;
  CompanyId with_company;
};

struct TalkRow {
  EventId event;
  CompanyId company;
  CompanyId with_company;
  bool recorded = false;
  bool company_absent = false;
  bool with_company_absent = false;
  std::optional<core::Grade> grade;
};

struct Rows {
  std::map<EventId, std::set<CompanyId>> registered;  // an entry for every event with a published plan
  std::vector<WishRow> wishes;                        // those that count
  std::vector<TalkRow> talks;
};

void load_registered(storage::Transaction& tx, const core::SeriesId& series, Rows& rows) {
  tx.select("select e.id, r.company_id" + from_published +
                "left join event_companies r on r.event_id = e.id and r.confirmed_heads > 0",
            {{"series", series}}, [&](storage::Row& row) {
              auto& companies = rows.registered[row.next<EventId>()];
              if (const auto company = row.next<std::optional<CompanyId>>()) companies.insert(*company);
              return true;
            });
}

void load_wishes(storage::Transaction& tx, const core::SeriesId& series, Rows& rows) {
  tx.select("select e.id, w.company_id, w.with_company_id, w.status, s.answer_mode" + from_published +
                "join talk_settings s on s.event_id = e.id join talk_wishes w on w.event_id = e.id",
            {{"series", series}}, [&](storage::Row& row) {
              WishRow wish{.event = row.next<EventId>(),
                           .company = row.next<CompanyId>(),
                           .with_company = row.next<CompanyId>()};
              meetings::TalkWish said;
              said.status = storage::stored(meetings::parse_wish_status(row.next<std::string>()));
              const auto mode = storage::stored(meetings::parse_answer_mode(row.next<std::string>()));
              if (counts(said, mode)) rows.wishes.push_back(wish);
              return true;
            });
}

void load_talks(storage::Transaction& tx, const core::SeriesId& series, Rows& rows) {
  rows.talks = tx.select(
      "select e.id, coalesce(c.merged_into_id, c.id), coalesce(d.merged_into_id, d.id), o.id is not null, a.talk_id is "
      "not null, b.talk_id is not null, g.tenths" +
          from_published +
          "join talk_plan_talks t on t.plan_id = p.id and t.slot is not null join talks k on k.id = t.talk_id join "
          "companies c on c.id = k.company_id join companies d on d.id = k.with_company_id left join talk_outcomes o on "
          "o.id = k.id left join missed_talks a on a.talk_id = k.id and a.company_id = k.company_id left join "
          "missed_talks b on b.talk_id = k.id and b.company_id = k.with_company_id left join talk_grades g on g.id = k.id",
      {{"series", series}}, [](storage::Row& row) {
        TalkRow talk{.event = row.next<EventId>(),
                     .company = row.next<CompanyId>(),
                     .with_company = row.next<CompanyId>(),
                     .recorded = row.next<bool>(),
                     .company_absent = row.next<bool>(),
                     .with_company_absent = row.next<bool>(),
                     .grade = {}};
        if (const auto tenths = row.next<std::optional<int>>()) talk.grade = core::Grade{*tenths};
        return talk;
      });
}

std::set<CompanyId> companies_of(const Rows& rows) {
  std::set<CompanyId> companies;
  for (const auto& [event, registered] : rows.registered) companies.insert(registered.begin(), registered.end());
  for (const auto& wish : rows.wishes) companies.insert({wish.company, wish.with_company});
  for (const auto& talk : rows.talks) companies.insert({talk.company, talk.with_company});
  return companies;
}

/// Of two companies that are on two sides: the first one is the partner.
std::optional<bool> is_partner_first(const Names& names, const CompanyId& one, const CompanyId& other) {
  const auto role = names.at(one).role;
  if (!meetings::are_two_sides(role, names.at(other).role)) return std::nullopt;
  return role == directory::CompanyRole::partner;
}

}  // namespace

TalkEvents load_talk_events(storage::Transaction& tx, const core::SeriesId& series,
                            std::span<const VendorEvent> events) {
  Rows rows;
  load_registered(tx, series, rows);
  TalkEvents found;
  if (rows.registered.empty()) return found;
  load_wishes(tx, series, rows);
  load_talks(tx, series, rows);
  for (const auto& event : events) {
    const auto planned = rows.registered.find(event.event);
    if (planned == rows.registered.end()) continue;
    for (const auto& visit : event.visits) planned->second.insert(visit.company);
  }
  const auto names = directory::load_named_companies(tx, companies_of(rows));

  std::map<EventId, TalkEvent> by_id;
  for (const auto& event : events) {
    const auto planned = rows.registered.find(event.event);
    if (planned == rows.registered.end()) continue;
    auto& talks = by_id[event.event];
    talks.event = event.event;
    talks.year = event.year;
    for (const auto& company : planned->second) {
      const bool is_partner = names.at(company).role == directory::CompanyRole::partner;
      (is_partner ? talks.partners : talks.vendors).insert(company);
    }
  }
  for (const auto& wish : rows.wishes) {
    const auto partner_first = is_partner_first(names, wish.company, wish.with_company);
    if (!partner_first) continue;
    auto& wishes = by_id.at(wish.event).wishes;
    if (*partner_first) {
      wishes.push_back({.partner = wish.company, .vendor = wish.with_company, .by_partner = true});
    } else {
      wishes.push_back({.partner = wish.with_company, .vendor = wish.company, .by_partner = false});
    }
  }
  for (const auto& talk : rows.talks) {
    const auto partner_first = is_partner_first(names, talk.company, talk.with_company);
    if (!partner_first) continue;
    PlannedTalkFacts facts{.partner = talk.company,
                           .vendor = talk.with_company,
                           .recorded = talk.recorded,
                           .vendor_absent = talk.with_company_absent,
                           .partner_absent = talk.company_absent,
                           .grade = talk.grade};
    if (!*partner_first) {
      std::swap(facts.partner, facts.vendor);
      std::swap(facts.partner_absent, facts.vendor_absent);
    }
    by_id.at(talk.event).talks.push_back(facts);
  }
  for (auto& [id, event] : by_id) found.events.push_back(std::move(event));
  for (const auto& [id, company] : names) found.names.emplace(id, company.name);
  return found;
}

}  // namespace tagwerk::statistics
