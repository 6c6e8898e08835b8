#include "engine/statistics/event_forecast.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <random>

using namespace tagwerk;
using namespace tagwerk::statistics;
using boost::gregorian::days;
using forecast::Method;

namespace {

const core::Date start(2016, 11, 10);

// Heads booked so many days before, companies half of it.
Curve curve_of_leads(core::Date starts_on, std::initializer_list<std::pair<int, int>> leads) {
  Curve curve;
  for (const auto& [lead, net] : leads)
    curve.push_back({.day = starts_on - days(lead),
                     .booked = 0,
                     .cancelled = 0,
                     .net = net,
                     .companies = net / 2,
                     .vendors = 0,
                     .vendor_heads = 0});
  return curve;
}

KnownEdition past(int years_ago, int booked_at_30, int booked_at_start, int came) {
  const auto day = start - boost::gregorian::years(years_ago);
  return {.event = {},
          .series = {},
          .edition_year = 2016 - years_ago,
          .starts_on = day,
          .curve = curve_of_leads(day, {{60, booked_at_30 / 2}, {30, booked_at_30}, {1, booked_at_start}}),
          .came = {.participants = came, .companies = came / 2},
          .is_watched = came != booked_at_start};
}

ForecastFacts thirty_days_before(int booked) {
  ForecastFacts facts;
  facts.event.starts_on = start;
  facts.event.curve = curve_of_leads(start, {{60, booked / 2}, {30, booked}});
  facts.today = start - days(30);
  return facts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_forecast)

BOOST_AUTO_TEST_CASE(heads_and_companies_are_forecast_each_by_themselves) {
  auto facts = thirty_days_before(60);
  for (int i = 1; i <= 4; ++i) facts.editions.push_back(past(i, 60, 100, 90));
  const auto forecast = forecast_of(facts);
  BOOST_TEST(forecast.lead_days == 30);
  BOOST_TEST(!forecast.complete);
  BOOST_TEST(std::abs(forecast.participants->estimate.point - 90) < 0.5);
  BOOST_TEST(std::abs(forecast.companies->estimate.point - 45) < 0.5);
  BOOST_TEST(forecast.participants->estimate.events == 4U);
  BOOST_TEST(std::abs(forecast.participants->registered_at_start.value() - 100) < 0.5);
  BOOST_TEST(std::abs(forecast.participants->expected_no_shows.value() - 10) < 1);
}

BOOST_AUTO_TEST_CASE(nobody_watched_at_the_door_is_no_forecast_of_who_stays_away) {
  auto facts = thirty_days_before(60);
  for (int i = 1; i <= 4; ++i) facts.editions.push_back(past(i, 60, 100, 100));
  BOOST_TEST(!forecast_of(facts).participants->expected_no_shows.has_value());
}

BOOST_AUTO_TEST_CASE(the_path_leads_from_today_to_the_start_and_widens) {
  auto facts = thirty_days_before(60);
  for (int i = 1; i <= 4; ++i) facts.editions.push_back(past(i, 60, 100, 90));
  const auto path = forecast_of(facts).path;
  BOOST_TEST_REQUIRE(path.size() > 5U);
  BOOST_TEST((path.front().day == facts.today));
  BOOST_TEST(path.front().expected == 60);
  BOOST_TEST(path.front().reach.eighty.low == 60);
  BOOST_TEST((path.back().day == start));
  BOOST_TEST(std::abs(path.back().expected - 100) < 0.5);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const auto width = [&](std::size_t at) { return path[at].reach.eighty.high - path[at].reach.eighty.low; };
    BOOST_TEST(path[i].lead_days < path[i - 1].lead_days);
    BOOST_TEST(width(i) >= width(i - 1));
  }
}

BOOST_AUTO_TEST_CASE(what_is_over_or_cancelled_is_no_longer_forecast) {
  auto facts = thirty_days_before(60);
  facts.standing = Standing::over;
  facts.today = start + days(1);
  BOOST_TEST(!forecast_of(facts).participants.has_value());
  facts.event.came = {.participants = 134, .companies = {}};
  const auto over = forecast_of(facts);
  BOOST_TEST(over.complete);
  BOOST_TEST(over.participants->estimate.point == 134);
  BOOST_TEST((over.participants->estimate.method == Method::actual));
  BOOST_TEST(over.participants->registered_at_start.value() == 60);
  BOOST_TEST(!over.companies.has_value());
  BOOST_TEST(over.path.empty());
  facts.standing = Standing::cancelled;
  BOOST_TEST((forecast_of(facts).companies->estimate.method == Method::cancelled));
  BOOST_TEST(forecast_of(facts).participants->estimate.point == 0);
}

BOOST_AUTO_TEST_CASE(a_full_event_is_not_forecast_beyond_its_places_nor_below_who_is_there) {
  auto facts = thirty_days_before(60);
  for (int i = 1; i <= 4; ++i) facts.editions.push_back(past(i, 60, 200, 190));
  facts.places.participants = 80;
  auto forecast = forecast_of(facts);
  BOOST_TEST(forecast.participants->estimate.point == 80);
  BOOST_TEST(forecast.participants->estimate.reach.eighty.high == 80);
  BOOST_TEST(forecast.participants->registered_at_start.value() == 80);
  BOOST_TEST(forecast.companies->estimate.point > 80);
  facts.today = start;
  facts.let_in = 85;
  BOOST_TEST(forecast_of(facts).participants->estimate.point == 85);
  BOOST_TEST(forecast_of(facts).path.empty());
}

BOOST_AUTO_TEST_CASE(nothing_booked_so_far_is_the_trend_and_a_recorded_edition_counts_in_it) {
  auto facts = thirty_days_before(0);
  facts.event.curve.clear();
  facts.today = start - days(300);
  for (int i = 1; i <= 3; ++i) {
    auto edition = past(i, 0, 0, 100);
    edition.curve.clear();
    facts.editions.push_back(edition);
  }
  const auto forecast = forecast_of(facts);
  BOOST_TEST((forecast.participants->estimate.method == Method::trend));
  BOOST_TEST(forecast.participants->estimate.point == 100, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(forecast.participants->estimate.events == 3U);
  BOOST_TEST(!forecast.participants->registered_at_start.has_value());
}

BOOST_AUTO_TEST_CASE(a_record_of_a_year_says_what_its_only_event_came_to_or_stands_for_it) {
  KnownEdition event;
  event.edition_year = 2016;
  event.starts_on = start;
  YearRecords records;
  for (const int year : {2013, 2015, 2017}) records[year].figures.participants = 1000 + year;
  std::vector<KnownEdition> editions{past(1, 60, 100, 90), past(2, 60, 100, 90)};
  const int one_each[] = {2015, 2014};
  add_year_records(editions, event, one_each, records);
  BOOST_TEST(editions.size() == 3U);
  BOOST_TEST(editions[0].came.participants.value() == 3015);
  BOOST_TEST(editions[0].came.companies.value() == 45);
  BOOST_TEST(editions[1].came.participants.value() == 90);
  BOOST_TEST(editions[2].came.participants.value() == 3013);
  BOOST_TEST((editions[2].starts_on == core::Date(2013, 11, 10)));
  BOOST_TEST(editions[2].curve.empty());

  // Two events in 2014: a year is more than an event, so its record stands for none; that of 2015 still has one.
  editions = {past(1, 60, 100, 90), past(2, 60, 100, 90)};
  const int two_in_2014[] = {2015, 2014, 2014};
  records[2014].figures.participants = 7;
  add_year_records(editions, event, two_in_2014, records);
  BOOST_TEST(editions.size() == 2U);
  BOOST_TEST(editions[0].came.participants.value() == 3015);
  BOOST_TEST(editions[1].came.participants.value() == 90);
}

BOOST_AUTO_TEST_CASE(first_edition_beside_other_series_learns_from_them) {
  auto facts = thirty_days_before(60);
  for (int i = 1; i <= 2; ++i) facts.others.push_back(past(i, 50, 100, 100));
  BOOST_TEST((forecast_of(facts).participants->estimate.method == Method::pooled_pickup));
  BOOST_TEST(forecast_of(facts).participants->estimate.point == 110);
}

BOOST_AUTO_TEST_CASE(whatever_is_known_there_are_numbers_in_their_bounds) {
  BOOST_TEST(rc::check("bounded", [] {
    std::mt19937 random(*rc::gen::arbitrary<unsigned>());
    const auto any = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    auto facts = thirty_days_before(any(100));
    facts.today = start - days(any(400) - 3);
    for (int i = any(6); i > 0; --i) {
      facts.editions.push_back(past(i, any(80), any(200), any(200)));
      if (any(3) == 0) facts.editions.back().curve.clear();
      if (any(3) == 0) facts.editions.back().came.participants.reset();
    }
    for (int i = any(2); i > 0; --i) facts.others.push_back(past(i, any(80), any(200), any(200)));
    facts.let_in = any(20);
    if (any(1) == 1) facts.places.participants = any(100);
    const auto forecast = forecast_of(facts);
    const auto& [point, reach, method, events] = forecast.participants->estimate;
    RC_ASSERT(std::isfinite(point) && std::isfinite(reach.eighty.high));
    RC_ASSERT(point >= static_cast<double>(facts.let_in));
    if (facts.places.participants)
      RC_ASSERT(point <= static_cast<double>(std::max(*facts.places.participants, facts.let_in)));
    RC_ASSERT(reach.eighty.low <= point && point <= reach.eighty.high);
    for (const auto& at : forecast.path)
      RC_ASSERT(std::isfinite(at.expected) && at.reach.eighty.low <= at.reach.eighty.high);
  }));
}

BOOST_AUTO_TEST_CASE(every_method_has_words_in_both_languages) {
  for (const auto method : forecast::all_methods) {
    BOOST_TEST(!core::pick(words_of(method), core::Language::en).empty());
    BOOST_TEST(core::pick(words_of(method), core::Language::en) != core::pick(words_of(method), core::Language::de));
  }
}

BOOST_AUTO_TEST_SUITE_END()
