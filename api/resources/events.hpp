// Purpose: /events: the gatherings themselves. Thread-safety: as the route table.
#pragma once

#include <memory>
#include <span>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"
#include "api/resources/seen.hpp"
#include "engine/events/event.hpp"

namespace tagwerk::events {

class EventService;

[[nodiscard]] std::span<const json::EnumName<EventStatus>> enum_names(json::Tag<EventStatus>);

}  // namespace tagwerk::events

namespace tagwerk::resources {

void add_events_routes(pipeline::RouteTable& table, events::EventService& service);
[[nodiscard]] pipeline::Resolver event_resolver(events::EventService& service, std::shared_ptr<Seen> seen);

}  // namespace tagwerk::resources
