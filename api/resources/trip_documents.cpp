#include "api/resources/trip_documents.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/answer_language.hpp"
#include "api/resources/document_answer.hpp"
#include "api/resources/trip_booklet.hpp"
#include "engine/trips/itinerary_errors.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using trips::ItineraryService;

core::Result<http::Response> get_booklet(ItineraryService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto told = service.published(x.call(), *event, std::nullopt);
  if (!told) return told.error();
  auto response = document_answer(pdf_type, documents::booklet_pdf(to_trip_booklet(*told, x.language())),
                                  "trip-" + event->text() + ".pdf");
  tell_language(response, x.language());
  return response;
}

}  // namespace

void add_trip_document_routes(pipeline::RouteTable& table, ItineraryService& itineraries) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/events/{event_id}/trip/booklet.pdf",
       .operation_id = "getTripBooklet",
       .tag = "trips",
       .summary = "What travellers are told of a trip, as a booklet to print",
       .description =
           "A5, a chapter for each day, in the language asked for; of the last publication, and for whoever may "
           "read that. Chinese needs a font on the server that has it.",
       .roles = access::everyone,
       .answers = {{200, "The booklet", bytes_schema, pdf_type}},
       .errors = {&trips::not_a_study_trip, &trips::no_published_itinerary},
       .handle = [&itineraries](Exchange& x) { return get_booklet(itineraries, x); }});
}

}  // namespace tagwerk::resources
