#include "engine/forecast/forecast.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <random>
#include <set>

#include "tests/forecast/world.hpp"

using namespace tagwerk::forecast;

namespace {

constexpr Day year = 365;

CurveEvent edition(int number, double booked_at_30, double came) {
  return {.day = number * year, .curve = BookingCurve({{60, booked_at_30 / 2}, {30, booked_at_30}}), .came = came};
}
CurveEvent total(int number, double came) { return {.day = number * year, .curve = {}, .came = came}; }

Estimate last_of(std::vector<Series> all, int horizon = 30) { return estimates(all, horizon)[0].back(); }
Estimate last_of(std::vector<CurveEvent> events, int horizon = 30) {
  return last_of(std::vector<Series>{{.key = "congress", .events = std::move(events)}}, horizon);
}

bool is_sound(const Estimate& estimate) {
  const auto& [half, eighty] = estimate.reach;
  const bool ordered =
      eighty.low <= half.low && half.low <= estimate.point && estimate.point <= half.high && half.high <= eighty.high;
  return std::isfinite(estimate.point) && std::isfinite(eighty.high) && eighty.low >= 0 && ordered;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cold_start)

BOOST_AUTO_TEST_CASE(nothing_known_at_all_is_said_to_be_none) {
  const auto none = last_of({total(1, 99)});
  BOOST_TEST((none.method == Method::none));
  BOOST_TEST(none.point == 0);
  BOOST_TEST(none.events == 0U);
}

BOOST_AUTO_TEST_CASE(the_first_edition_is_what_is_booked_with_room_for_who_is_still_to_come) {
  const auto first = last_of({edition(1, 80, 999)});
  BOOST_TEST((first.method == Method::on_the_books));
  BOOST_TEST(first.point == 80);
  BOOST_TEST(first.reach.eighty.low < 80);
  BOOST_TEST(first.reach.eighty.high > 80);
}

BOOST_AUTO_TEST_CASE(the_first_edition_beside_other_series_gets_what_they_picked_up) {
  Series congress{.key = "congress", .events = {edition(9, 80, 999)}};
  Series talks{.key = "talks", .events = {edition(1, 100, 200), edition(2, 100, 200)}};
  const auto first = last_of(std::vector{congress, talks});
  BOOST_TEST((first.method == Method::pooled_pickup));
  // Half of them came after day 30, and the other series' size is all that is known.
  BOOST_TEST(first.point == 80 + 0.5 * 200);
}

BOOST_AUTO_TEST_CASE(one_edition_gives_its_pickup) {
  std::vector<Series> all{{.key = "monthly", .events = {}}};
  for (int i = 0; i < 2; ++i) all[0].events.push_back({.day = i * 35, .curve = BookingCurve({{30, 50}}), .came = 70});
  all[0].events[1].curve = BookingCurve({{30, 60}});
  // Less than half a year apart: no editions, so no trend in it.
  const auto second = last_of(all);
  BOOST_TEST((second.method == Method::pickup));
  BOOST_TEST(second.point == 80);
  BOOST_TEST(second.events == 1U);
}

BOOST_AUTO_TEST_CASE(nothing_booked_yet_is_the_trend_of_the_editions) {
  std::vector<CurveEvent> events;
  for (int i = 1; i <= 6; ++i) events.push_back(total(i, 100 * std::pow(1.1, i) - 1));
  events.push_back(total(7, 0));
  const auto next = last_of(events);
  BOOST_TEST((next.method == Method::trend));
  BOOST_TEST(next.events == 6U);
  BOOST_TEST(next.point == 100 * std::pow(1.1, 7) - 1, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(is_sound(next));
}

// Two editions, two years apart, 102 and 134: a year later the same pace, shrunk by the three editions of the prior that did not grow.
BOOST_AUTO_TEST_CASE(editions_every_other_year_grew_evenly_between) {
  const auto next = last_of({total(1, 101), total(3, 133), total(4, 0)});
  BOOST_TEST(next.point == 134 * std::pow(134.0 / 102, 0.5 / 4) - 1, boost::test_tools::tolerance(1e-9));
  // A series that has yearly editions learns nothing from a gap.
  const auto gap = last_of({total(1, 99), total(2, 99), total(5, 9), total(6, 0)});
  BOOST_TEST(gap.point == 9, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(bookings_that_come_in_take_over_from_the_trend) {
  std::vector<CurveEvent> past;
  for (int i = 1; i <= 5; ++i) past.push_back(edition(i, 60, 100));
  const auto forecast = [&](double booked) {
    auto events = past;
    events.push_back(edition(6, booked, 0));
    return last_of(events);
  };
  BOOST_TEST((forecast(60).method == Method::pickup_and_trend));
  BOOST_TEST(forecast(60).point == 100, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(forecast(90).point > 100);
  BOOST_TEST(forecast(90).point < 130);
  BOOST_TEST(forecast(20).point < 100);
  // More than the trend expects is booked already: it has nothing to say any more.
  BOOST_TEST((forecast(101).method == Method::sloped_pickup));
}

BOOST_AUTO_TEST_CASE(bug_editions_recorded_without_registrations_are_not_taken_for_pickup) {
  std::vector<CurveEvent> events;
  for (int i = 1; i <= 4; ++i) events.push_back(total(i, 100));
  for (int i = 5; i <= 8; ++i) events.push_back(edition(i, 60, 100));
  events.push_back(edition(9, 60, 0));
  BOOST_TEST(last_of(events).point == 100, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(last_of(events).events == 4U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(any_history)

BOOST_AUTO_TEST_CASE(is_forecast_with_a_number_inside_its_intervals) {
  BOOST_TEST(rc::check("sound", [] {
    std::mt19937 random(*rc::gen::arbitrary<unsigned>());
    const auto count = *rc::gen::inRange<std::size_t>(0, 30);
    const int days = *rc::gen::element(0, 1, 30, 400, 900);
    const Shape shape{.events = count,
                      .most_days_between = days + 5,
                      .least_days_between = days,
                      .size = *rc::gen::element(0.0, 1.0, 80.0, 1e6),
                      .share_without_curve = *rc::gen::element(0.0, 0.5, 1.0)};
    const std::vector<Series> all{make_series(random, "a", shape),
                                  make_series(random, "b", {.events = 5, .most_days_between = 300})};
    for (const auto& series : estimates(all, *rc::gen::element(-5, 0, 7, 60, 400))) {
      for (const auto& estimate : series) RC_ASSERT(is_sound(estimate));
    }
  }));
}

BOOST_AUTO_TEST_CASE(fixed_totals_with_wild_bookings_are_found_out) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> booked(20, 90);
  std::vector<CurveEvent> events;
  events.reserve(80);
  for (int i = 0; i < 80; ++i)
    events.push_back({.day = i * 5, .curve = BookingCurve({{30, static_cast<double>(booked(random))}}), .came = 100});
  const auto last = last_of(events);
  BOOST_TEST((last.method == Method::sloped_pickup));
  BOOST_TEST(std::abs(last.point - 100) < 5);
}

BOOST_AUTO_TEST_CASE(a_constant_pickup_is_found_out_whatever_is_booked) {
  std::mt19937 random(4);
  std::uniform_int_distribution<int> booked(20, 90);
  std::vector<CurveEvent> events;
  for (int i = 0; i < 30; ++i) {
    const double now = booked(random);
    events.push_back({.day = i * 5, .curve = BookingCurve({{30, now}}), .came = now + 25});
  }
  const auto last = last_of(events);
  BOOST_TEST(last.point == events.back().came, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(last.reach.eighty.high - last.reach.eighty.low < 1e-6);
}

BOOST_AUTO_TEST_CASE(no_pickup_beyond_those_that_were_seen_is_expected) {
  std::vector<CurveEvent> events;
  for (int i = 0; i < 20; ++i) {
    const double now = 50 + i % 5;
    events.push_back({.day = i * 40, .curve = BookingCurve({{30, now}}), .came = now + now});
  }
  events.push_back({.day = 20 * 40, .curve = BookingCurve({{30, 5000}}), .came = 0});
  const auto last = last_of(events);
  BOOST_TEST(last.point >= 5000 + 50 - 1e-9);
  BOOST_TEST(last.point <= 5000 + 54 + 1e-9);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(bounds)

BOOST_AUTO_TEST_CASE(who_is_there_and_how_many_can_be_bound_point_and_intervals) {
  const Estimate estimate{
      .point = 90, .reach = {.half = {80, 100}, .eighty = {60, 130}}, .method = Method::trend, .events = 3};
  const auto full = bounded_by(estimate, {.at_least = 70, .at_most = 95});
  BOOST_TEST(full.point == 90);
  BOOST_TEST(full.reach.half.high == 95);
  BOOST_TEST(full.reach.eighty.high == 95);
  BOOST_TEST(full.reach.eighty.low == 70);
  BOOST_TEST((full.method == Method::trend));
  BOOST_TEST(bounded_by(estimate, {.at_least = 0, .at_most = 50}).point == 50);
  BOOST_TEST(bounded_by(estimate, {.at_least = 120, .at_most = {}}).point == 120);
  // More were let in than there are places.
  BOOST_TEST(bounded_by(estimate, {.at_least = 120, .at_most = 100}).point == 120);
}

BOOST_AUTO_TEST_CASE(what_is_over_has_no_interval) {
  const auto over = certain(134, Method::actual);
  BOOST_TEST(over.point == 134);
  BOOST_TEST(over.reach.eighty.low == 134);
  BOOST_TEST(over.reach.half.high == 134);
}

BOOST_AUTO_TEST_CASE(methods_have_names_of_their_own) {
  std::set<std::string_view> names;
  for (const auto method : all_methods) names.insert(to_text(method));
  BOOST_TEST(names.size() == std::size(all_methods));
}

BOOST_AUTO_TEST_SUITE_END()
