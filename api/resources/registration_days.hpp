// Purpose: routes of an event's registrations over time: day by day, answered from memory where it can be, and beside earlier
// editions.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class AttendanceCache;
class CurveService;
}  // namespace tagwerk::statistics

namespace tagwerk::resources {

/// The cache must be the one that hears of every change of attendance (events::AttendanceObserver).
void add_registration_days_routes(pipeline::RouteTable& table, statistics::CurveService& service,
                                  statistics::AttendanceCache& cache);
void add_pace_routes(pipeline::RouteTable& table, statistics::CurveService& service);

}  // namespace tagwerk::resources
