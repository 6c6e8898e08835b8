// Purpose: booking curves made up for tests, from a seed. Thread-safety: one generator per thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "engine/forecast/booking_curve.hpp"

namespace tagwerk::forecast {

inline constexpr int grid[] = {120, 90, 60, 45, 30, 21, 14, 7, 3, 1, 0};

struct Shape {
  std::size_t events = 40;
  Day first_day = 1000;
  int most_days_between = 9;  // 0 makes two on one day
  int least_days_between = 1;
  double size = 100;
  double share_without_curve = 0;
};

/// A curve that rises and falls towards about what the event comes to.
inline CurveEvent make_event(std::mt19937& random, Day day, double size) {
  std::uniform_real_distribution<double> factor(0.5, 1.5);
  std::vector<BookedPoint> points;
  CurveEvent event{.day = day, .curve = {}, .came = std::round(size * factor(random))};
  for (const int lead : grid) {
    const double expected = event.came * std::exp(-lead / 40.0);
    points.push_back({lead, std::round(expected * factor(random))});
  }
  event.curve = BookingCurve(std::move(points));
  return event;
}

inline Series make_series(std::mt19937& random, std::string key, const Shape& shape) {
  std::uniform_int_distribution<int> gap(shape.least_days_between, shape.most_days_between);
  std::uniform_real_distribution<double> share(0, 1);
  Series series{.key = std::move(key), .events = {}};
  Day day = shape.first_day;
  for (std::size_t i = 0; i < shape.events; ++i) {
    series.events.push_back(make_event(random, day, shape.size));
    if (share(random) < shape.share_without_curve) series.events.back().curve = {};
    day += gap(random);
  }
  return series;
}

}  // namespace tagwerk::forecast
