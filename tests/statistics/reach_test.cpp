#include "engine/statistics/reach.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <random>
#include <set>

#include "engine/statistics/attendance.hpp"
#include "engine/statistics/reach_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

const core::Instant birth(core::Date(2016, 1, 1));
const core::Date today(2016, 11, 10);

template <class Id>
Id numbered(int number) {
  static std::map<int, Id> made;
  return made.try_emplace(number, Id::make(birth)).first->second;
}
core::CompanyId company(int number) { return numbered<core::CompanyId>(number); }
core::SeriesId series_number(int number) { return numbered<core::SeriesId>(number); }

ReachEvent event(int series, core::Date starts_on, const std::vector<int>& companies) {
  ReachEvent made{.series = series_number(series), .year = starts_on.year(), .starts_on = starts_on, .companies = {}};
  made.companies.reserve(companies.size());
  for (const auto number : companies) made.companies.push_back(company(number));
  return made;
}
ActiveCompanies active(int count) {
  ActiveCompanies made;
  for (int number = 0; number < count; ++number)
    made.emplace(company(number), std::string(1, static_cast<char>('A' + number % 26)));
  return made;
}

// Told plainly, one company and one pair at a time.
Reach recount(const std::vector<ReachEvent>& events, const ActiveCompanies& active, core::Date as_of,
              const std::optional<core::SeriesId>& series) {
  Reach reach;
  reach.series = series;
  std::vector<std::set<core::CompanyId>> there;
  std::map<core::CompanyId, std::vector<core::Date>> days;
  for (const auto& event : events) {
    if (event.starts_on <= years_before(as_of, 1) || event.starts_on > as_of || event.companies.empty()) continue;
    if (series && event.series != *series) continue;
    there.emplace_back(event.companies.begin(), event.companies.end());
    for (const auto& one : event.companies) days[one].push_back(event.starts_on);
  }
  reach.events = static_cast<std::int64_t>(there.size());
  if (there.empty()) return reach;
  std::int64_t visitors = 0;
  std::int64_t first = 0;
  std::int64_t met = 0;
  std::int64_t all = 0;
  for (const auto& [one, name] : active) {
    if (days.contains(one)) {
      ++visitors;
      const auto day = *std::min_element(days[one].begin(), days[one].end());
      const bool was_there_before = std::any_of(events.begin(), events.end(), [&](const ReachEvent& event) {
        return event.starts_on < day &&
               std::find(event.companies.begin(), event.companies.end(), one) != event.companies.end();
      });
      first += was_there_before ? 0 : 1;
    }
    for (const auto& [other, other_name] : active) {
      if (!(one < other)) continue;
      ++all;
      met += std::any_of(there.begin(), there.end(),
                         [&, &a = one, &b = other](const auto& set) { return set.contains(a) && set.contains(b); })
                 ? 1
                 : 0;
    }
  }
  reach.visitors = visitors;
  reach.share = ratio_of(visitors, static_cast<std::int64_t>(active.size()));
  reach.first_timers = first;
  reach.pairs_met = met;
  reach.density = ratio_of(met, all);
  return reach;
}

struct Fixture : support::TestRows {
  ReachService service{database()};
  core::SeriesId kongress = series("kongress");

  ReachReport told(const std::optional<std::string>& key = {}, std::optional<core::Date> as_of = {}) {
    return service.reach(call(), key, as_of).value();
  }
  core::EventId on(const core::SeriesId& of, const char* date, const std::string& status = "completed") {
    const auto id = event(of, core::parse_date(date).value().year(), status);
    execute("update events set starts_on = :day, ends_on = :day where id = :event", {{"event", id}, {"day", date}});
    return id;
  }
  void name(const core::CompanyId& of, const char* text) {
    execute("update companies set name = :name where id = :id", {{"id", of}, {"name", text}});
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reach)

BOOST_AUTO_TEST_CASE(the_window_is_the_12_months_that_end_with_the_day) {
  BOOST_TEST((window_before({2016, 2, 29}) == core::Date(2015, 2, 28)));
  const auto visitors = [](core::Date starts_on) {
    return count_reach(std::vector{event(1, starts_on, {0})}, active(2), today, {}).visitors;
  };
  BOOST_TEST(!visitors({2015, 11, 10}));
  BOOST_TEST(visitors({2015, 11, 11}).value() == 1);
  BOOST_TEST(visitors({2016, 11, 10}).value() == 1);
  BOOST_TEST(!visitors({2016, 11, 11}));
}

BOOST_AUTO_TEST_CASE(what_nobody_knows_is_null_and_what_nobody_did_is_0) {
  const auto unknown = count_reach(std::vector{event(1, today, {})}, active(3), today, {});
  BOOST_TEST(unknown.events == 0);
  BOOST_TEST(!unknown.visitors);
  BOOST_TEST(!unknown.density);
  const auto vendors_only = count_reach(std::vector{event(1, today, {7})}, active(3), today, {});
  BOOST_TEST(vendors_only.events == 1);
  BOOST_TEST(vendors_only.visitors.value() == 0);
  BOOST_TEST(vendors_only.share.value() == 0);
  BOOST_TEST(vendors_only.density.value() == 0);
  BOOST_TEST(!count_reach(std::vector{event(1, today, {0})}, active(1), today, {}).density);  // no pairs at all
  BOOST_TEST(!count_reach(std::vector{event(1, today, {0})}, {}, today, {}).share);
}

BOOST_AUTO_TEST_CASE(pairs_count_once_however_often_they_met) {
  using Lists = std::vector<std::vector<std::size_t>>;
  BOOST_TEST(count_pairs_met({}, 0) == 0);
  BOOST_TEST(count_pairs_met(Lists{{0, 1, 2}, {2, 1}, {1, 1}}, 3) == 3);
  BOOST_TEST(count_pairs_met(Lists{{0, 63}, {64, 63}, {64, 127}, {128}}, 129) == 3);
}

BOOST_AUTO_TEST_CASE(figures_are_those_of_a_plain_recount) {
  BOOST_TEST(rc::check("reach = recount", [] {
    std::mt19937 random(*rc::gen::arbitrary<unsigned>());
    const auto some = [&](int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); };
    const int companies = 1 + some(80);
    const auto partners = active(companies - some(companies));
    std::vector<ReachEvent> events;
    for (int i = some(9); i > 0; --i) {
      std::vector<int> there;
      for (int n = some(30); n > 0; --n) there.push_back(some(companies));
      events.push_back(event(some(3), today - boost::gregorian::days(some(900) - 60), there));
    }
    RC_ASSERT(count_reach(events, partners, today, {}) == recount(events, partners, today, {}));
    RC_ASSERT(count_reach(events, partners, today, series_number(1)) ==
              recount(events, partners, today, series_number(1)));
    std::shuffle(events.begin(), events.end(), random);
    RC_ASSERT(count_reach(events, partners, today, {}) == recount(events, partners, today, {}));
  }));
}

BOOST_AUTO_TEST_CASE(two_thousand_companies_at_a_hundred_events_are_no_trouble) {
  std::vector<std::vector<std::size_t>> lists(100);
  for (auto& list : lists) {
    list.reserve(2000);
    for (std::size_t number = 0; number < 2000; ++number) list.push_back(number);
  }
  BOOST_TEST(count_pairs_met(lists, 2000) == count_pairs(2000));
}

BOOST_AUTO_TEST_CASE(the_loyal_come_in_the_order_of_visits_editions_and_names) {
  const std::vector events{event(1, {2014, 5, 1}, {0, 1, 2}), event(1, {2015, 5, 1}, {0, 1, 2, 2}),
                           event(1, {2015, 9, 1}, {3, 9}),    event(1, {2015, 9, 2}, {3}),
                           event(2, {2016, 5, 1}, {1}),       event(2, {2017, 5, 1}, {0, 2})};
  const auto told = [&](const std::optional<core::SeriesId>& series) {
    std::string text;
    for (const auto& one : most_loyal(events, active(5), today, series))
      text += one.name + std::to_string(one.visits) + "/" + std::to_string(one.editions) + " ";
    return text;
  };
  BOOST_TEST(told({}) == "B3/3 A2/2 C2/2 D2/1 ");
  BOOST_TEST(told(series_number(2)) == "B1/1 ");
  std::vector<int> many(60);
  for (int i = 0; i < 60; ++i) many[static_cast<std::size_t>(i)] = i;
  const auto first = most_loyal(std::vector{event(1, today, many)}, active(60), today, {});
  BOOST_TEST(first.size() == max_loyal);
  BOOST_TEST(std::is_sorted(first.begin(), first.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
}

BOOST_FIXTURE_TEST_CASE(who_came_and_who_is_confirmed_is_read_from_what_is_there, Fixture) {
  const auto here = company("partner");
  const auto no_show = company("partner");
  const auto merged = company("partner");
  name(here, "Alpha");
  execute("update companies set merged_into_id = :into where id = :id", {{"id", merged}, {"into", here}});
  const auto before = on(kongress, "2014-05-01");
  register_heads(before, here, 1);
  const auto watched = on(kongress, "2016-05-01");
  const auto tickets = register_heads(watched, here, 2);
  register_heads(watched, no_show, 1);
  const auto vendor = register_heads(watched, company("vendor"), 1);
  scan(watched, tickets[0], "entry", "ok");
  scan(watched, tickets[1], "entry", "ok");
  scan(watched, vendor[0], "entry", "ok");
  const auto tour = series("tour");
  register_heads(on(tour, "2016-06-01", "open"), no_show, 1);
  register_heads(on(tour, "2016-07-01", "cancelled"), here, 1);
  register_heads(on(tour, "2016-12-01", "open"), here, 1);

  const auto all = told();
  BOOST_TEST((all.as_of == today));
  BOOST_TEST(all.active_companies == 2);
  BOOST_TEST_REQUIRE(all.reach.size() == 3u);
  BOOST_TEST(!all.reach[0].series_key);
  BOOST_TEST(all.reach[0].reach.events == 2);
  BOOST_TEST(all.reach[0].reach.visitors.value() == 2);
  BOOST_TEST(all.reach[0].reach.first_timers.value() == 1);
  BOOST_TEST(all.reach[0].reach.pairs_met.value() == 0);
  BOOST_TEST(all.reach[1].series_key.value() == "kongress");
  BOOST_TEST(all.reach[1].reach.visitors.value() == 1);  // the other one was not let in
  BOOST_TEST(all.reach[1].reach.share.value() == 0.5);
  BOOST_TEST(all.reach[2].series_key.value() == "tour");
  BOOST_TEST(all.reach[2].reach.visitors.value() == 1);
  BOOST_TEST_REQUIRE(all.loyal.size() == 2u);
  BOOST_TEST(all.loyal[0].name == "Alpha");
  BOOST_TEST(all.loyal[0].visits == 2);

  const auto later = told("tour", core::Date(2016, 12, 1));
  BOOST_TEST(later.reach.size() == 1u);
  BOOST_TEST(later.reach[0].reach.visitors.value() == 2);
  BOOST_TEST((service.reach(call(), "none", {}).error().code().code == "not_found"));
}

BOOST_AUTO_TEST_SUITE_END()
