// Purpose: routes of statistics: the attendance trend, answered from memory where it can be.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class AttendanceCache;
class TrendQueue;
}  // namespace tagwerk::statistics

namespace tagwerk::resources {

/// The cache must be the one that hears of every change of attendance (events::AttendanceObserver).
void add_statistics_routes(pipeline::RouteTable& table, statistics::TrendQueue& queue,
                           statistics::AttendanceCache& cache);

}  // namespace tagwerk::resources
