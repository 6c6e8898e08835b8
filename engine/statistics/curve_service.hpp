// Purpose: registrations of an event day by day, and beside earlier editions as many days before the start, told to staff. Read from
// the roll-up: the days of an event, however many registrations it has.
// Figures are of the whole organization, so tokens of a company get none (the route table says so).
// Errors: core::not_found (event), core::validation_failed (core::field_order at ?to, core::reference_not_found at ?against).
// Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/curve.hpp"
#include "engine/statistics/pace.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct EventCurve {
  core::EventId event;
  std::string time_zone;
  core::Date starts_on;
  core::Instant as_of;  // everything committed before is in it
  Curve days;
};

class CurveService {
 public:
  explicit CurveService(storage::Database& database) : database_(&database) {}

  /// Of the event's series: whoever hears of its attendance hears of every change of the curve.
  [[nodiscard]] core::Result<std::string> series_of(const access::Call& call, const core::EventId& event);
  /// Days from…to, both included; what they sum up begins with the first day there is.
  [[nodiscard]] core::Result<EventCurve> days(const access::Call& call, const core::EventId& event,
                                              std::optional<core::Date> from, std::optional<core::Date> to);
  /// Against these events; of nobody in particular: the latest earlier editions of its series that were not cancelled.
  [[nodiscard]] core::Result<Pace> pace(const access::Call& call, const core::EventId& event,
                                        const std::vector<core::EventId>& against);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
