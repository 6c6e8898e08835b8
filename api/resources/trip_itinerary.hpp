// Purpose: /events/{event_id}/trip/itinerary: the draft of where a trip goes, and what travellers are told of it.
// Thread-safety: as the route table.
#pragma once

#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class ItineraryService;
struct ToldItinerary;
}  // namespace tagwerk::trips

namespace tagwerk::resources {

/// What travellers are told, in the form that is wanted, with an ETag of the content.
[[nodiscard]] http::Response told_itinerary(const pipeline::Exchange& x, const trips::ToldItinerary& told);
/// The answers of such a route, and its parameter.
[[nodiscard]] std::vector<pipeline::Answer> told_itinerary_answers();
[[nodiscard]] pipeline::QueryParameter calendar_format_parameter();

void add_trip_itinerary_routes(pipeline::RouteTable& table, trips::ItineraryService& service);

}  // namespace tagwerk::resources
