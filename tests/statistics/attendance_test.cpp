#include "engine/statistics/attendance.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

const auto birth = core::from_unix_microseconds(1'478'764'800'000'000);

core::CompanyId company(int number) {
  static std::map<int, core::CompanyId> made;
  return made.try_emplace(number, core::CompanyId::make(birth)).first->second;
}

CompanyHeads partner(int number, std::int64_t heads) { return {company(number), true, heads}; }
CompanyHeads vendor(int number, std::int64_t heads) { return {company(number), false, heads}; }

EventFacts event(int year, Progress progress, std::vector<CompanyHeads> confirmed = {},
                 std::vector<CompanyHeads> checked_in = {}) {
  return {core::EventId::make(birth), year, progress, {}, std::move(confirmed), std::move(checked_in)};
}

EventFacts recorded(int year, Progress progress, Figures figures, bool complete) {
  auto made = event(year, progress);
  made.record = NewAttendanceRecord{figures, "test", complete};
  return made;
}

NewAttendanceRecord record(Figures figures, bool complete) { return {figures, "article of 2016", complete}; }
Figures participants(std::int64_t number) { return {std::nullopt, number, std::nullopt}; }

AttendanceYear only_year(const std::vector<EventFacts>& events, const YearRecords& records = {}) {
  const auto rows = combine(events, records);
  BOOST_REQUIRE_EQUAL(rows.size(), 1U);
  return rows.front();
}

YearFigures figures(std::optional<std::int64_t> companies, std::optional<std::int64_t> company_visits,
                    std::optional<std::int64_t> heads, std::optional<std::int64_t> vendors) {
  return {companies, company_visits, heads, vendors};
}

constexpr auto none = std::nullopt;
constexpr auto open = Progress::not_completed;
constexpr auto completed = Progress::completed;
constexpr auto cancelled = Progress::cancelled;

}  // namespace

BOOST_AUTO_TEST_SUITE(attendance)

BOOST_AUTO_TEST_CASE(the_congress_grew_by_almost_a_third_since_two_years_before) {
  const auto rows = combine({}, {{2014, record(participants(102), true)}, {2016, record(participants(134), true)}});
  BOOST_REQUIRE_EQUAL(rows.size(), 2U);
  BOOST_TEST(!rows[0].growth);
  BOOST_TEST(rows[1].complete);
  BOOST_TEST(rows[1].figures.participants.value() == 134);
  BOOST_TEST(!rows[1].figures.companies);
  BOOST_TEST(rows[1].growth->since_year == 2014);
  BOOST_TEST(rows[1].growth->relative.participants.value() == 3137);
  BOOST_TEST(rows[1].growth->absolute.participants.value() == 32);
  BOOST_TEST(!rows[1].growth->relative.companies);
  BOOST_TEST(!rows[1].growth->absolute.vendors);
}

BOOST_AUTO_TEST_CASE(the_partner_talks_of_an_unfinished_year_are_marked_so) {
  const std::vector<EventFacts> events{event(2016, completed), event(2016, completed), event(2016, open)};
  const auto rows = combine(events, {{2014, record(participants(93), true)}, {2016, record(participants(108), false)}});
  BOOST_REQUIRE_EQUAL(rows.size(), 2U);
  BOOST_TEST(rows[0].complete);
  BOOST_TEST(rows[0].events == 0);
  BOOST_TEST(rows[1].figures.participants.value() == 108);
  BOOST_TEST(!rows[1].complete);
  BOOST_TEST(rows[1].events == 3);
  BOOST_TEST(rows[1].growth->relative.participants.value() == 1613);
}

BOOST_AUTO_TEST_CASE(units_are_never_mixed) {
  const auto row = only_year({event(2016, open, {partner(1, 3), partner(2, 2), vendor(3, 4), vendor(4, 1)})});
  BOOST_TEST((row.figures == figures(2, 2, 5, 2)));
}

BOOST_AUTO_TEST_CASE(a_company_counts_once_a_year_and_its_visits_each_time) {
  const auto row = only_year({event(2016, open, {partner(1, 3), vendor(9, 1)}),
                              event(2016, open, {partner(1, 2), partner(2, 1), vendor(9, 2)})});
  BOOST_TEST((row.figures == figures(2, 3, 6, 1)));
}

BOOST_AUTO_TEST_CASE(check_ins_count_for_a_completed_event_that_has_any) {
  const std::vector<CompanyHeads> confirmed{partner(1, 5), partner(2, 5), vendor(3, 2)};
  const std::vector<CompanyHeads> came{partner(1, 4)};
  BOOST_TEST((only_year({event(2016, completed, confirmed, came)}).figures == figures(1, 1, 4, 0)));
  BOOST_TEST((only_year({event(2016, completed, confirmed)}).figures == figures(2, 2, 10, 1)));
  BOOST_TEST((only_year({event(2016, open, confirmed, came)}).figures == figures(2, 2, 10, 1)));
}

BOOST_AUTO_TEST_CASE(each_unit_takes_the_first_of_series_record_event_record_and_computed) {
  auto one = event(2016, open, {partner(1, 3), vendor(2, 1)});
  BOOST_TEST((only_year({one}).figures == figures(1, 1, 3, 1)));
  one.record = record(participants(40), true);
  BOOST_TEST((only_year({one}).figures == figures(1, 1, 40, 1)));
  one.record = record({20, 40, none}, true);
  BOOST_TEST((only_year({one}).figures == figures(20, 20, 40, 1)));
  one.record = record({20, 40, 7}, true);
  BOOST_TEST((only_year({one}).figures == figures(20, 20, 40, 7)));
  BOOST_TEST((only_year({one}, {{2016, record({none, 50, none}, true)}}).figures == figures(20, 20, 50, 7)));
  BOOST_TEST((only_year({one}, {{2016, record({25, none, 8}, true)}}).figures == figures(25, none, 40, 8)));
}

BOOST_AUTO_TEST_CASE(recorded_and_computed_events_of_one_year_add_up) {
  const auto row = only_year({recorded(2016, completed, participants(40), true), event(2016, open, {partner(1, 10)})});
  BOOST_TEST(row.figures.participants.value() == 50);
}

BOOST_AUTO_TEST_CASE(an_event_with_figures_that_lacks_a_unit_leaves_the_years_unit_unknown) {
  const auto row = only_year({recorded(2016, completed, participants(40), true), event(2016, open, {partner(1, 10)})});
  BOOST_TEST((row.figures == figures(none, none, 50, none)));
}

BOOST_AUTO_TEST_CASE(an_event_of_which_nothing_is_known_leaves_no_gap) {
  const auto row = only_year({event(2016, open, {partner(1, 3)}), event(2016, open)});
  BOOST_TEST((row.figures == figures(1, 1, 3, 0)));
  BOOST_TEST(row.events == 2);
}

BOOST_AUTO_TEST_CASE(how_many_companies_two_recorded_numbers_have_in_common_is_unknown) {
  const auto first = recorded(2016, completed, {20, 40, 3}, true);
  const auto second = recorded(2016, completed, {30, 60, 4}, true);
  BOOST_TEST((only_year({first}).figures == figures(20, 20, 40, 3)));
  BOOST_TEST((only_year({first, second}).figures == figures(none, 50, 100, none)));
  BOOST_TEST(
      (only_year({first, event(2016, open, {partner(1, 2), vendor(2, 1)})}).figures == figures(none, 21, 42, none)));
}

BOOST_AUTO_TEST_CASE(a_recorded_number_of_companies_stands_when_no_other_event_had_any) {
  const auto first = recorded(2016, completed, {20, 40, 0}, true);
  BOOST_TEST((only_year({first, recorded(2016, completed, {0, 0, 0}, true)}).figures == figures(20, 20, 40, 0)));
  BOOST_TEST((only_year({first, event(2016, open, {vendor(2, 1)})}).figures == figures(20, 20, 40, 1)));
}

BOOST_AUTO_TEST_CASE(a_recorded_zero_is_a_figure_and_a_missing_unit_is_none) {
  const auto row = only_year({recorded(2016, completed, {none, 0, none}, true)});
  BOOST_TEST((row.figures == figures(none, none, 0, none)));
}

BOOST_AUTO_TEST_CASE(a_year_without_figures_has_no_row) {
  BOOST_TEST(combine({}, {}).empty());
  BOOST_TEST(combine(std::vector{event(2016, open), event(2017, completed)}, {}).empty());
}

BOOST_AUTO_TEST_CASE(a_cancelled_event_counts_nothing_at_all) {
  auto gone = event(2016, cancelled, {partner(1, 3)}, {partner(1, 3)});
  gone.record = record({5, 6, 7}, false);
  BOOST_TEST(combine(std::vector{gone}, {}).empty());
  const auto row = only_year({gone, event(2016, completed, {partner(2, 1)})});
  BOOST_TEST((row.figures == figures(1, 1, 1, 0)));
  BOOST_TEST(row.events == 1);
  BOOST_TEST(row.complete);
}

BOOST_AUTO_TEST_CASE(a_year_is_complete_when_all_its_events_are_or_the_records_say_so) {
  const auto done = event(2016, completed, {partner(1, 1)});
  const auto pending = event(2016, open, {partner(1, 1)});
  const YearRecords says_yes{{2016, record(participants(9), true)}};
  const YearRecords says_no{{2016, record(participants(9), false)}};
  BOOST_TEST(only_year({done}).complete);
  BOOST_TEST(!only_year({pending}).complete);
  BOOST_TEST(!only_year({done, pending}).complete);
  BOOST_TEST(only_year({done, pending}, says_yes).complete);
  BOOST_TEST(only_year({done, done}, says_no).complete);
  BOOST_TEST(!only_year({done, pending}, says_no).complete);
  BOOST_TEST(!only_year({event(2016, cancelled)}, says_no).complete);
  BOOST_TEST(only_year({done, recorded(2016, open, participants(1), true)}).complete);
  BOOST_TEST(only_year({done, recorded(2016, completed, participants(1), false)}).complete);
  BOOST_TEST(!only_year({done, recorded(2016, open, participants(1), false)}).complete);
  BOOST_TEST(only_year({}, says_yes).complete);
  BOOST_TEST(!only_year({}, says_no).complete);
}

BOOST_AUTO_TEST_CASE(a_completed_event_of_which_nothing_is_known_shows_in_the_number_of_events_with_figures) {
  const auto known = event(2016, completed, {partner(1, 3)});
  const auto row = only_year({known, event(2016, completed)});
  BOOST_TEST((row.figures == figures(1, 1, 3, 0)));
  BOOST_TEST(row.complete);
  BOOST_TEST(row.events == 2);
  BOOST_TEST(row.events_with_figures == 1);
  BOOST_TEST(only_year({known, recorded(2016, completed, participants(0), false)}).events_with_figures == 2);
  BOOST_TEST(only_year({known, event(2016, cancelled)}).events == 1);
}

BOOST_AUTO_TEST_CASE(a_recorded_number_of_companies_of_a_year_tells_nothing_of_visits) {
  const auto one = event(2016, completed, {partner(1, 3)});
  BOOST_TEST((only_year({one}, {{2016, record({100, none, none}, true)}}).figures == figures(100, none, 3, 0)));
  BOOST_TEST((only_year({one}, {{2016, record(participants(9), true)}}).figures == figures(1, 1, 9, 0)));
}

BOOST_AUTO_TEST_CASE(growth_skips_years_without_figures) {
  const std::vector<EventFacts> events{event(2015, completed)};
  const auto rows = combine(events, {{2011, record(participants(50), true)}, {2016, record(participants(75), true)}});
  BOOST_REQUIRE_EQUAL(rows.size(), 2U);
  BOOST_TEST(rows[1].growth->since_year == 2011);
  BOOST_TEST(rows[1].growth->relative.participants.value() == 5000);
}

BOOST_AUTO_TEST_CASE(growth_from_zero_has_a_difference_and_no_ratio) {
  const auto rows = combine({}, {{2014, record(participants(0), true)},
                                 {2015, record(participants(7), true)},
                                 {2016, record({3, none, none}, true)}});
  BOOST_TEST(!rows[1].growth->relative.participants);
  BOOST_TEST(rows[1].growth->absolute.participants.value() == 7);
  BOOST_TEST(rows[2].growth->since_year == 2015);
  BOOST_TEST((rows[2].growth->relative == YearFigures{}));
  BOOST_TEST((rows[2].growth->absolute == YearFigures{}));
}

BOOST_AUTO_TEST_CASE(relative_growth_is_rounded_half_away_from_zero) {
  BOOST_TEST(relative_growth(102, 134).value() == 3137);
  BOOST_TEST(relative_growth(134, 102).value() == -2388);
  BOOST_TEST(relative_growth(93, 108).value() == 1613);
  BOOST_TEST(relative_growth(5, 5).value() == 0);
  BOOST_TEST(relative_growth(5, 0).value() == -10000);
  BOOST_TEST(relative_growth(20000, 20001).value() == 1);   // 0.5 ten-thousandths
  BOOST_TEST(relative_growth(20000, 19999).value() == -1);  // -0.5
  BOOST_TEST(relative_growth(30000, 30001).value() == 0);   // 0.33…
  BOOST_TEST(relative_growth(1, max_figure).value() == (max_figure - 1) * 10'000);
  BOOST_TEST(!relative_growth(0, 1));
  BOOST_TEST(!relative_growth(none, 1));
  BOOST_TEST(!relative_growth(1, none));
}

// ---- properties -----------------------------------------------------------------------------------------------------

namespace {

Figures random_figures(std::mt19937& random) {
  const auto maybe = [&]() -> std::optional<std::int64_t> {
    return random() % 2 == 0 ? std::nullopt : std::optional<std::int64_t>(random() % 50);
  };
  return {maybe(), maybe(), maybe()};
}

std::vector<CompanyHeads> random_heads(std::mt19937& random) {
  std::vector<CompanyHeads> heads;
  for (int number = 0; number < 8; ++number) {
    if (random() % 3 == 0) heads.push_back({company(number), number < 5, 1 + static_cast<int>(random() % 4)});
  }
  return heads;
}

std::vector<EventFacts> random_events(std::mt19937& random) {
  std::vector<EventFacts> events;
  for (auto count = random() % 9; count > 0; --count) {
    auto made = event(2010 + static_cast<int>(random() % 4), Progress(random() % 3), random_heads(random));
    if (random() % 2 == 0) made.checked_in = random_heads(random);
    if (random() % 3 == 0) made.record = record(random_figures(random), random() % 2 == 0);
    events.push_back(std::move(made));
  }
  return events;
}

YearRecords random_records(std::mt19937& random) {
  YearRecords records;
  for (int year = 2010; year < 2014; ++year) {
    if (random() % 4 == 0) records.emplace(year, record(random_figures(random), random() % 2 == 0));
  }
  return records;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_order_of_events_and_of_their_heads_does_not_matter) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    auto events = random_events(random);
    const auto records = random_records(random);
    const auto expected = combine(events, records);
    std::shuffle(events.begin(), events.end(), random);
    for (auto& one : events) std::shuffle(one.confirmed.begin(), one.confirmed.end(), random);
    BOOST_TEST((combine(events, records) == expected));
  }
}

BOOST_AUTO_TEST_CASE(cancelled_events_might_as_well_not_exist) {
  std::mt19937 random(2);
  for (int round = 0; round < 500; ++round) {
    auto events = random_events(random);
    const auto expected = combine(events, {});
    std::erase_if(events, [](const EventFacts& one) { return one.progress == cancelled; });
    BOOST_TEST((combine(events, {}) == expected));
  }
}

BOOST_AUTO_TEST_CASE(identities_hold_in_every_row_of_computed_figures) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    auto events = random_events(random);
    for (auto& one : events) one.record.reset();
    const auto rows = combine(events, {});
    std::optional<AttendanceYear> before;
    for (const auto& row : rows) {
      BOOST_TEST(row.figures.companies.value() <= row.figures.company_visits.value());
      BOOST_TEST(row.figures.company_visits.value() <= row.figures.participants.value());
      BOOST_TEST(row.growth.has_value() == before.has_value());
      if (before) {
        BOOST_TEST(row.growth->since_year == before->year);
        BOOST_TEST(before->figures.participants.value() + row.growth->absolute.participants.value() ==
                   row.figures.participants.value());
      }
      before = row;
    }
  }
}

BOOST_AUTO_TEST_CASE(a_year_of_one_event_is_that_event) {
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    auto one = event(2016, open, random_heads(random));
    one.record = record(random_figures(random), true);
    const auto rows = combine(std::vector{one}, {});
    for (const auto& row : rows) {
      BOOST_TEST((row.figures.companies == row.figures.company_visits));
      if (one.record->figures.participants) {
        BOOST_TEST((row.figures.participants == one.record->figures.participants));
      }
    }
  }
}

// ---- growth per year and like for like ------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(growth_per_year_is_that_of_each_year_of_the_gap) {
  BOOST_TEST(growth_per_year(102, 134, 2).value() == 1462);
  BOOST_TEST(growth_per_year(102, 134, 1).value() == 3137);
  BOOST_TEST(growth_per_year(100, 0, 3).value() == -10'000);
  BOOST_TEST(growth_per_year(100, 100, 7).value() == 0);
  BOOST_TEST(!growth_per_year(0, 100, 2));
  BOOST_TEST(!growth_per_year(std::nullopt, 100, 2));
  BOOST_TEST(ratio_of(102, 40).value() == 2.55);
  BOOST_TEST(!ratio_of(102, 0));
}

BOOST_AUTO_TEST_CASE(the_same_day_of_an_earlier_year_is_the_28th_where_it_has_no_29th) {
  BOOST_TEST((years_before({2016, 2, 29}, 1) == core::Date(2015, 2, 28)));
  BOOST_TEST((years_before({2016, 2, 29}, 4) == core::Date(2012, 2, 29)));
  BOOST_TEST((years_before({2015, 2, 28}, 3) == core::Date(2012, 2, 28)));
  BOOST_TEST((years_before({2016, 11, 10}, 2) == core::Date(2014, 11, 10)));
}

namespace {

// 2014: one event in spring, one in autumn; 2016: the one in spring is over, the other to come.
struct LikeForLike {
  core::Date today{2016, 9, 1};
  EventFacts spring = on(event(2014, completed, {partner(1, 10)}, {partner(1, 8)}), {2014, 5, 1});
  EventFacts autumn = on(event(2014, completed, {partner(2, 90), vendor(9, 4)}), {2014, 11, 1});
  std::vector<EventFacts> events{spring, autumn, on(event(2016, completed, {partner(1, 12)}), {2016, 5, 1}),
                                 on(event(2016, open, {partner(3, 20)}), {2016, 11, 1})};
  std::map<core::EventId, Curve> curves{
      {autumn.event,
       {{.day = {2014, 8, 1}, .net = 16, .companies = 1, .vendors = 1, .vendor_heads = 4},
        {.day = {2014, 9, 2}, .net = 90, .companies = 1, .vendors = 1, .vendor_heads = 4}}}};
  YearRecords records;

  static EventFacts on(EventFacts facts, core::Date day) {
    facts.ends_on = day;
    return facts;
  }
  std::optional<SameDays> of_2016() {
    auto years = combine(events, records);
    add_same_days(years, events, records, curves, today);
    BOOST_TEST(!years.front().same_days);
    return years.back().same_days;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_year_that_is_not_over_is_compared_with_what_the_earlier_one_had_by_that_day, LikeForLike) {
  const auto same = of_2016().value();
  BOOST_TEST(same.since_year == 2014);
  BOOST_TEST((same.until == core::Date(2014, 9, 1)));
  BOOST_TEST(same.figures.participants.value() == 24);  // 8 came in spring, 16 were registered for autumn
  BOOST_TEST(same.figures.company_visits.value() == 2);
  BOOST_TEST(!same.figures.companies);  // nobody knows from a curve whom two events have in common
  BOOST_TEST(same.relative.participants.value() == 3333);
}

BOOST_FIXTURE_TEST_CASE(like_for_like_needs_the_earlier_year_event_by_event, LikeForLike) {
  curves.clear();
  BOOST_TEST(!of_2016());  // how many were registered for autumn by then?
  today = {2016, 11, 1};   // all was over by then
  BOOST_TEST(of_2016()->figures.participants.value() == 98);
  records[2014] = record(participants(100), true);
  BOOST_TEST(!of_2016());
}

BOOST_FIXTURE_TEST_CASE(a_complete_year_needs_no_like_for_like, LikeForLike) {
  events.back().progress = completed;
  BOOST_TEST(!of_2016());
}

BOOST_AUTO_TEST_SUITE_END()
