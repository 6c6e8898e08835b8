// Purpose: /events: the gatherings themselves. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"
#include "api/resources/seen.hpp"

namespace tagwerk::events {
class EventService;
}

namespace tagwerk::resources {

void add_events_routes(pipeline::RouteTable& table, events::EventService& service);
[[nodiscard]] pipeline::Resolver event_resolver(events::EventService& service, std::shared_ptr<Seen> seen);

}  // namespace tagwerk::resources
