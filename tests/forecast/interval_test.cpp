#include "engine/forecast/interval.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <random>

#include "tests/forecast/world.hpp"

using namespace tagwerk::forecast;

namespace {

struct World {
  Series series{.key = "s", .events = {}};
  ForecastTrack track;
};

// Forecasts of 100 that are off by a normal distribution, whose width may change.
World make_world(std::size_t count, double off_first, double off_later) {
  World world;
  std::mt19937 random(7);
  std::normal_distribution<double> error;
  for (std::size_t i = 0; i < count; ++i) {
    const double off = i < count / 2 ? off_first : off_later;
    world.series.events.push_back(
        {.day = static_cast<Day>(i), .curve = BookingCurve({{7, 60}}), .came = 100 + off * error(random)});
    world.track.points.push_back(100);
  }
  world.track.horizon_days = 7;
  return world;
}

std::vector<Intervals> intervals_of(World& world) {
  world.track.series = &world.series;
  return intervals(std::span(&world.track, 1))[0];
}

double coverage(const World& world, const std::vector<Intervals>& all, Interval Intervals::*level, std::size_t from) {
  double held = 0;
  for (std::size_t i = from; i < all.size(); ++i) held += (all[i].*level).contains(world.series.events[i].came) ? 1 : 0;
  return held / static_cast<double>(all.size() - from);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(interval)

BOOST_AUTO_TEST_CASE(as_many_as_it_says_are_inside) {
  auto world = make_world(2000, 10, 10);
  const auto all = intervals_of(world);
  BOOST_TEST(std::abs(coverage(world, all, &Intervals::eighty, 100) - 0.8) < 0.03);
  BOOST_TEST(std::abs(coverage(world, all, &Intervals::half, 100) - 0.5) < 0.04);
  // A normal distribution has 80 % within 1.28 and 50 % within 0.67 standard deviations.
  BOOST_TEST(std::abs(all.back().eighty.high - all.back().eighty.low - 25.6) < 4);
  BOOST_TEST(std::abs(all.back().half.high - all.back().half.low - 13.5) < 4);
}

BOOST_AUTO_TEST_CASE(errors_that_grow_are_caught_up_with) {
  auto world = make_world(2000, 5, 20);
  const auto all = intervals_of(world);
  BOOST_TEST(std::abs(coverage(world, all, &Intervals::eighty, 1100) - 0.8) < 0.03);
}

BOOST_AUTO_TEST_CASE(without_errors_seen_what_is_assumed_goes_by_what_is_still_to_come) {
  auto world = make_world(1, 0, 0);
  const auto all = intervals_of(world);
  BOOST_TEST(all[0].eighty.high == 100 + assumed_booked * 60 + assumed_to_come * 40);
  BOOST_TEST(all[0].eighty.low == 100 - assumed_booked * 60 - assumed_to_come * 40);
  BOOST_TEST(all[0].half.low > all[0].eighty.low);
  BOOST_TEST(all[0].half.high < all[0].eighty.high);
}

BOOST_AUTO_TEST_CASE(without_own_errors_those_of_other_series_count_by_their_share) {
  auto young = make_world(1, 0, 0);
  auto old = make_world(30, 0, 0);
  for (std::size_t i = 0; i < 30; ++i) {
    old.series.events[i].day = -100 + static_cast<Day>(i);
    old.series.events[i].came = i % 2 == 0 ? 110 : 80;
  }
  young.track.series = &young.series;
  old.track.series = &old.series;
  const std::vector<ForecastTrack> tracks{young.track, old.track};
  BOOST_TEST(intervals(tracks)[0][0].eighty.high == 120);
  BOOST_TEST(intervals(tracks)[0][0].half.high == 110);
}

BOOST_AUTO_TEST_SUITE_END()
