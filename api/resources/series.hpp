// Purpose: /series: what organisers see of a series of gatherings. Thread-safety: as the route table.
#pragma once

#include <span>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"
#include "engine/events/series.hpp"

namespace tagwerk::events {

class SeriesService;

[[nodiscard]] std::span<const json::EnumName<SeriesKind>> enum_names(json::Tag<SeriesKind>);

}  // namespace tagwerk::events

namespace tagwerk::resources {

void add_series_routes(pipeline::RouteTable& table, events::SeriesService& service);
[[nodiscard]] pipeline::Resolver series_resolver(events::SeriesService& service);

}  // namespace tagwerk::resources
