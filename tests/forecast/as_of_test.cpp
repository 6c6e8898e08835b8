// A forecast made h days before an event knows nothing of what came later: whatever that is changed to, it stays the same to the bit.
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <bit>
#include <cmath>
#include <random>

#include "engine/forecast/forecast.hpp"
#include "tests/forecast/world.hpp"

using namespace tagwerk::forecast;

namespace {

// The same events; what day `today` does not know yet is anything else.
std::vector<Series> with_another_future(const std::vector<Series>& all, const CurveEvent& subject, Day today,
                                        std::mt19937& random) {
  std::uniform_int_distribution<int> anything(0, 1000);
  auto changed = all;
  for (auto& series : changed) {
    for (auto& event : series.events) {
      const bool is_subject = &series == &changed.front() && event.day == subject.day;
      if (event.day > today || is_subject) event.came = anything(random);
      if (event.curve.empty()) continue;
      std::vector<BookedPoint> points;
      for (const int lead : grid) {
        const bool is_known = event.day - lead <= today;
        points.push_back({lead, is_known ? event.curve.at(lead) : anything(random)});
      }
      event.curve = BookingCurve(std::move(points));
    }
  }
  return changed;
}

bool same_bits(double one, double other) {
  return std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(other);
}

bool same(const Estimate& one, const Estimate& other) {
  return same_bits(one.point, other.point) && same_bits(one.reach.half.low, other.reach.half.low) &&
         same_bits(one.reach.half.high, other.reach.half.high) &&
         same_bits(one.reach.eighty.low, other.reach.eighty.low) &&
         same_bits(one.reach.eighty.high, other.reach.eighty.high) && one.method == other.method &&
         one.events == other.events;
}

void check(unsigned seed, const Shape& shape, int horizon) {
  std::mt19937 random(seed);
  auto other = shape;
  other.size = 30;
  other.first_day = shape.first_day + 3;
  const std::vector<Series> all{make_series(random, "a", shape), make_series(random, "b", other)};
  const auto before = estimates(all, horizon);
  for (std::size_t i = 0; i < all[0].events.size(); i += 3) {
    const auto& subject = all[0].events[i];
    const auto after = estimates(with_another_future(all, subject, subject.day - horizon, random), horizon);
    RC_ASSERT(same(before[0][i], after[0][i]));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(as_of)

BOOST_AUTO_TEST_CASE(what_comes_later_changes_no_bit_of_a_forecast) {
  BOOST_TEST(rc::check("dense events", [] {
    check(*rc::gen::arbitrary<unsigned>(), {.events = 60, .most_days_between = 3},
          *rc::gen::element(0, 1, 7, 14, 25, 60, 90, 150));
  }));
  BOOST_TEST(rc::check("editions", [] {
    check(*rc::gen::arbitrary<unsigned>(), {.events = 12, .most_days_between = 420, .least_days_between = 300},
          *rc::gen::element(0, 7, 30, 60, 200));
  }));
  BOOST_TEST(rc::check("editions of which some were not booked here", [] {
    check(*rc::gen::arbitrary<unsigned>(),
          {.events = 14, .most_days_between = 420, .least_days_between = 300, .share_without_curve = 0.5},
          *rc::gen::element(0, 7, 60));
  }));
  BOOST_TEST(rc::check("totals only", [] {
    check(*rc::gen::arbitrary<unsigned>(),
          {.events = 14, .most_days_between = 700, .least_days_between = 200, .share_without_curve = 1},
          *rc::gen::element(0, 7, 60));
  }));
}

// Else the test above shows nothing.
BOOST_AUTO_TEST_CASE(what_came_before_does_change_it) {
  std::mt19937 random(5);
  std::vector<Series> all{make_series(random, "a", {.events = 40})};
  const auto before = estimates(all, 7)[0].back();
  all[0].events[20].came += 500;
  BOOST_TEST(!same(before, estimates(all, 7)[0].back()));
}

BOOST_AUTO_TEST_SUITE_END()
