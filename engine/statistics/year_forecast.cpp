#include "engine/statistics/year_forecast.hpp"

#include <algorithm>
#include <cmath>

namespace tagwerk::statistics {

using forecast::Estimate;
using forecast::Interval;
using forecast::Method;

namespace {

constexpr forecast::Day days_of_a_year = 365;

// What the whole is made of: one method if all agree, else what is left to be forecast decides.
Method common_method(std::span<const Estimate> estimates) {
  auto method = Method::actual;
  for (const auto& one : estimates) {
    if (one.method == Method::actual || one.method == Method::cancelled) continue;
    // By the least that one of them rests on.
    method = method == Method::actual ? one.method : std::min(method, one.method);
  }
  return method;
}

}  // namespace

Estimate sum_of(std::span<const Estimate> estimates) {
  Estimate sum{.point = 0, .reach = {}, .method = common_method(estimates), .events = 0};
  struct Squares {
    double low = 0;
    double high = 0;
  };
  Squares half;
  Squares eighty;
  const auto add = [](Squares& squares, const Estimate& one, const Interval& interval) {
    squares.low += (one.point - interval.low) * (one.point - interval.low);
    squares.high += (interval.high - one.point) * (interval.high - one.point);
  };
  for (const auto& one : estimates) {
    sum.point += one.point;
    sum.events = std::max(sum.events, one.events);
    add(half, one, one.reach.half);
    add(eighty, one, one.reach.eighty);
  }
  const auto around = [&](const Squares& squares) -> Interval {
    return {std::max(0.0, sum.point - std::sqrt(squares.low)), sum.point + std::sqrt(squares.high)};
  };
  sum.reach = {.half = around(half), .eighty = around(eighty)};
  return sum;
}

Estimate trend_of(std::span<const AttendanceYear> years, int year) {
  std::vector<forecast::Series> all(1);
  for (const auto& one : years) {
    if (one.year >= year || !one.complete || !one.figures.participants) continue;
    all[0].events.push_back(
        {.day = one.year * days_of_a_year, .curve = {}, .came = static_cast<double>(*one.figures.participants)});
  }
  all[0].events.push_back({.day = year * days_of_a_year, .curve = {}, .came = 0});
  return forecast::estimates(all, 1)[0].back();
}

}  // namespace tagwerk::statistics
