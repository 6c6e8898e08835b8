#include "engine/forecast/booking_curve.hpp"

#include <algorithm>

namespace tagwerk::forecast {

BookingCurve::BookingCurve(std::vector<BookedPoint> points) : points_(std::move(points)) {
  std::ranges::stable_sort(points_, std::greater{}, &BookedPoint::lead_days);
  // Of equal leads the last one stays.
  const auto first_kept =
      std::unique(points_.rbegin(), points_.rend(), [](const BookedPoint& one, const BookedPoint& other) {
        return one.lead_days == other.lead_days;
      }).base();
  points_.erase(points_.begin(), first_kept);
}

double BookingCurve::at(int lead_days) const noexcept {
  const auto behind = std::ranges::partition_point(
      points_, [lead_days](const BookedPoint& point) { return point.lead_days >= lead_days; });
  return behind == points_.begin() ? 0 : std::prev(behind)->booked;
}

std::size_t Series::count_until(Day day) const noexcept {
  const auto behind = std::ranges::partition_point(events, [day](const CurveEvent& event) { return event.day <= day; });
  return static_cast<std::size_t>(behind - events.begin());
}

std::size_t Series::known_for(std::size_t index, int horizon_days) const noexcept {
  return std::min(index, count_until(events[index].day - horizon_days));
}

}  // namespace tagwerk::forecast
