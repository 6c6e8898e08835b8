// Purpose: routes of forecasts: /events/{id}/forecast, /statistics/attendance/forecast. They are served from memory
// as the trend is; the same figures keep their bytes, with the time at which they were computed first, so that their ETag is worth
// asking with.
// Errors: those of the service. Thread-safety: adds to a table that is then constant.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class AnswerTurns;
class AttendanceCache;
class ForecastService;
}  // namespace tagwerk::statistics

namespace tagwerk::resources {

void add_forecast_routes(pipeline::RouteTable& table, statistics::ForecastService& service,
                         statistics::AttendanceCache& cache, statistics::AnswerTurns& turns);

}  // namespace tagwerk::resources
