#include "api/resources/trip_travellers.hpp"

#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/trip_roles.hpp"
#include "api/resources/trip_traveller_dto.hpp"
#include "engine/trips/passport_number.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/traveller_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::ParticipantId;
using pipeline::Exchange;
using trips::PassportNumbers;
using trips::Traveller;
using trips::TravellerService;

const std::string all_of_them = "/api/v1/events/{event_id}/trip/travellers";
const std::string one_of_them = all_of_them + "/{participant_id}";

struct NumberDto {
  std::string number;
};
const json::Object<NumberDto>& shape(json::Tag<NumberDto>) {
  static const auto object =
      json::Object<NumberDto>("PassportNumber", "Read once more each time, and kept nowhere else")
          .required("number", &NumberDto::number);
  return object;
}

core::Result<http::Response> answer(const core::Result<Traveller>& traveller) {
  if (!traveller) return traveller.error();
  return pipeline::ok(to_dto(*traveller), traveller->version);
}

core::Result<http::Response> list(TravellerService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.list(x.call(), *event, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Traveller& one) { return to_dto(one); });
}

/// Calls `act(event, participant)`.
template <class Act>
core::Result<http::Response> with_one(Exchange& x, Act&& act) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  return act(*event, *participant);
}

core::Result<http::Response> find(TravellerService& service, Exchange& x) {
  return with_one(
      x, [&](const EventId& event, const ParticipantId& id) { return answer(service.find(x.call(), event, id)); });
}

core::Result<http::Response> put(TravellerService& service, const PassportNumbers& numbers, Exchange& x) {
  return with_one(x, [&](const EventId& event, const ParticipantId& id) -> core::Result<http::Response> {
    const auto body = x.body<TravellerBody>();
    if (!body) return body.error();
    const auto version = x.expected_version();
    if (!version) return version.error();
    return answer(service.put(x.call(), numbers, event, id, wish_of(*body), *version));
  });
}

core::Result<http::Response> erase(TravellerService& service, Exchange& x) {
  return with_one(x, [&](const EventId& event, const ParticipantId& id) -> core::Result<http::Response> {
    const auto version = x.expected_version();
    if (!version) return version.error();
    const auto done = service.erase(x.call(), event, id, *version);
    if (!done) return done.error();
    return pipeline::no_content();
  });
}

core::Result<http::Response> read_number(TravellerService& service, const PassportNumbers& numbers, Exchange& x) {
  return with_one(x, [&](const EventId& event, const ParticipantId& id) -> core::Result<http::Response> {
    auto number = service.read_passport_number(x.call(), numbers, event, id);
    if (!number) return number.error();
    return pipeline::ok(NumberDto{.number = *std::move(number)});
  });
}

core::Result<http::Response> export_one(TravellerService& service, Exchange& x) {
  return with_one(x, [&](const EventId& event, const ParticipantId& id) -> core::Result<http::Response> {
    const auto data = service.export_of(x.call(), event, id);
    if (!data) return data.error();
    return pipeline::ok(to_dto(*data));
  });
}

void add_personal_data_routes(pipeline::RouteTable& table, TravellerService& service, const PassportNumbers& numbers) {
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them + "/passport-number",
                   .operation_id = "getPassportNumber",
                   .tag = "trips",
                   .summary = "The number of a traveller's passport",
                   .description = "The audit trail says who read it. No other answer has it.",
                   .roles = access::organizers,
                   .answers = {{200, "The number", json::schema<NumberDto>()}},
                   .errors = {&trips::not_a_study_trip, &trips::passport_number_unreadable},
                   .never_304 = true,  // nobody is to keep it
                   .handle = [&service, &numbers](Exchange& x) { return read_number(service, numbers, x); }});
  table.push_back(
      {.method = http::Method::get,
       .pattern = one_of_them + "/export",
       .operation_id = "exportTraveller",
       .tag = "trips",
       .summary = "All that is kept of one person for a trip",
       .description =
           "Also of somebody who does not come any more. Of the passport's number it says only whether there is one, and of his answer on "
           "the trip the comments: that they were read is in the audit trail.",
       .roles = organizers_and_companies,
       .answers = {{200, "The data", json::schema<PersonalDataDto>()}},
       .errors = {&trips::not_a_study_trip},
       .never_304 = true,  // likewise
       .handle = [&service](Exchange& x) { return export_one(service, x); }});
}

}  // namespace

void add_trip_travellers_routes(pipeline::RouteTable& table, TravellerService& service,
                                const PassportNumbers& numbers) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = all_of_them,
       .operation_id = "listTravellers",
       .tag = "trips",
       .summary = "Who travels, and what is known of them",
       .description =
           "Heads with a confirmed place; a company gets its own. `updated_since` is of what was said of them.",
       .roles = organizers_and_companies,
       .query = pipeline::list_parameters(),
       .answers = {{200, "A page of travellers", pipeline::list_schema<TravellerDto>()}},
       .errors = {&trips::not_a_study_trip},
       .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getTraveller",
                   .tag = "trips",
                   .summary = "One traveller",
                   .roles = organizers_and_companies,
                   .answers = {{200, "The traveller", json::schema<TravellerDto>()}},
                   .errors = {&trips::not_a_study_trip},
                   .never_304 = true,  // the name is not in its version
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = one_of_them,
       .operation_id = "putTraveller",
       .tag = "trips",
       .summary = "Say what is known of a traveller",
       .description =
           R"(Replaces all of it, but for the number of a passport that is left out. `{"passport": {"country": "DE", )"
           R"("expires_on": "2020-01-31", "number": "C01X00T47"}, "visas": [{"country": "CN", "state": "granted", )"
           R"("valid_from": "2016-11-01", "valid_until": "2016-11-30"}], "dietary_needs": "vegetarisch"}`)",
       .roles = organizers_and_companies,
       .body = pipeline::BodyRule::json<TravellerBody>(),
       .answers = {{200, "The traveller as he is known now", json::schema<TravellerDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::traveller_not_named, &trips::no_passport_number,
                  &trips::visa_needs_its_days},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service, &numbers](Exchange& x) { return put(service, numbers, x); }});
  table.push_back(
      {.method = http::Method::delete_,
       .pattern = one_of_them,
       .operation_id = "eraseTraveller",
       .tag = "trips",
       .summary = "Erase what is known of a traveller",
       .description =
           "Also his comments on the trip and his personal link. The registration and grades stay. The audit trail says that it was "
           "erased, and not what. Also of somebody who does not come any more, and where there is nothing.",
       .roles = organizers_and_companies,
       .answers = {{204, "Nothing is known"}},
       .errors = {&trips::not_a_study_trip},
       .precondition = pipeline::Precondition::if_match_optional,
       .handle = [&service](Exchange& x) { return erase(service, x); }});
  add_personal_data_routes(table, service, numbers);
}

}  // namespace tagwerk::resources
