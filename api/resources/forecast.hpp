// Purpose: routes of forecasts: /events/{id}/forecast, /statistics/attendance/forecast.
// Errors: those of the service. Thread-safety: adds to a table that is then constant.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::statistics {
class ForecastService;
}

namespace tagwerk::resources {

void add_forecast_routes(pipeline::RouteTable& table, statistics::ForecastService& service);

}  // namespace tagwerk::resources
