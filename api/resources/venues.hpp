// Purpose: /venues and their rooms. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::events {
class VenueService;
}

namespace tagwerk::resources {

void add_venues_routes(pipeline::RouteTable& table, events::VenueService& service);
[[nodiscard]] pipeline::Resolver venue_resolver(events::VenueService& service);
/// Whether it is a room of the venue in the path as well is the handlers' question.
[[nodiscard]] pipeline::Resolver room_resolver(events::VenueService& service);

}  // namespace tagwerk::resources
