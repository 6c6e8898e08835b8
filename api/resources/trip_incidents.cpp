#include "api/resources/trip_incidents.hpp"

#include <span>
#include <string>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/trips/incident_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<IncidentSeverity>> enum_names(json::Tag<IncidentSeverity>) {
  static const auto names = json::names_from_text(all_incident_severities);
  return names;
}

namespace {

const auto note_rule = json::text(1, max_incident_text).about("What happened");
const auto severity_rule = json::about("serious: somebody else has to act as well");
const auto item_rule = json::about("Key of the itinerary's item at which it happened");
const auto participant_rule = json::about("Whom it is about");
const auto resolution_rule = json::text(1, max_incident_text).about("What became of it; null: it is open");

}  // namespace

static const json::Object<NewIncident>& shape(json::Tag<NewIncident>) {
  static const auto object = json::Object<NewIncident>("NewTripIncident", "What happened on the road")
                                 .required("severity", &NewIncident::severity, severity_rule)
                                 .required("note", &NewIncident::note, note_rule)
                                 .optional("happened_at", &NewIncident::happened_at, json::about("Left out: now"))
                                 .optional("item", &NewIncident::item, item_rule)
                                 .optional("participant_id", &NewIncident::participant, participant_rule);
  return object;
}

static const json::Object<IncidentPatch>& shape(json::Tag<IncidentPatch>) {
  static const auto object = json::Object<IncidentPatch>("TripIncidentPatch", "What is to be changed")
                                 .patch("severity", &IncidentPatch::severity, severity_rule)
                                 .patch("note", &IncidentPatch::note, note_rule)
                                 .patch("resolution", &IncidentPatch::resolution, resolution_rule);
  return object;
}

static const json::Object<Incident>& shape(json::Tag<Incident>) {
  static const auto object = json::Object<Incident>("TripIncident", "Something that happened on the road")
                                 .required("id", &Incident::id)
                                 .required("event_id", &Incident::event)
                                 .required("severity", &Incident::severity, severity_rule)
                                 .required("note", &Incident::note, note_rule)
                                 .required("happened_at", &Incident::happened_at)
                                 .nullable("item", &Incident::item, item_rule)
                                 .nullable("participant_id", &Incident::participant, participant_rule)
                                 .required("reported_by", &Incident::reported_by, json::about("Name of the token"))
                                 .nullable("resolution", &Incident::resolution, resolution_rule)
                                 .required("created_at", &Incident::created_at)
                                 .required("updated_at", &Incident::updated_at);
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using trips::Incident;
using trips::IncidentPatch;
using trips::IncidentService;
using trips::NewIncident;

constexpr const char* incidents = "/api/v1/events/{event_id}/trip/incidents";
constexpr const char* one_incident = "/api/v1/events/{event_id}/trip/incidents/{incident_id}";

core::Result<http::Response> answer(const core::Result<Incident>& incident) {
  if (!incident) return incident.error();
  return pipeline::ok(*incident, incident->version);
}

core::Result<http::Response> report(IncidentService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewIncident>();
  if (!body) return body.error();
  const auto incident = service.report(x.call(), *event, *body);
  if (!incident) return incident.error();
  return pipeline::created(*incident, x.request().path + "/" + incident->id.text(), incident->version);
}

core::Result<http::Response> list(IncidentService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.list(x.call(), *event, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Incident& incident) -> const Incident& { return incident; });
}

/// Calls `act(event, incident)`.
template <class Act>
core::Result<http::Response> with_one(Exchange& x, Act&& act) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto id = x.id<trips::IncidentId>("incident_id");
  if (!id) return id.error();
  return act(*event, *id);
}

core::Result<http::Response> find(IncidentService& service, Exchange& x) {
  return with_one(x, [&](const auto& event, const auto& id) { return answer(service.find(x.call(), event, id)); });
}

core::Result<http::Response> change(IncidentService& service, Exchange& x) {
  return with_one(x, [&](const auto& event, const auto& id) -> core::Result<http::Response> {
    const auto body = x.body<IncidentPatch>();
    if (!body) return body.error();
    const auto version = x.expected_version();
    if (!version) return version.error();
    return answer(service.change(x.call(), event, id, *body, *version));
  });
}

}  // namespace

void add_trip_incidents_routes(pipeline::RouteTable& table, IncidentService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = incidents,
       .operation_id = "reportTripIncident",
       .tag = "trips",
       .summary = "Write down what happened on the road",
       .description =
           R"(`{"severity": "note", "note": "A suitcase is missing", "item": "hinflug"}`. Somebody without network sends it later, )"
           "with `happened_at` and an Idempotency-Key. All incidents of a trip are deleted with what its travellers said of "
           "their health (`health_days_after_return` of the requirements); the audit trail never says what they were.",
       .roles = access::staff,
       .body = pipeline::BodyRule::json<NewIncident>(),
       .answers = {{201, "The incident", json::schema<Incident>()}},
       .errors = {&trips::not_a_study_trip, &core::reference_not_found, &registration::scanned_in_future},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return report(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = incidents,
                   .operation_id = "listTripIncidents",
                   .tag = "trips",
                   .summary = "What happened on the road, by when it was written down",
                   .roles = access::staff,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of incidents", pipeline::list_schema<Incident>()}},
                   .errors = {&trips::not_a_study_trip},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_incident,
                   .operation_id = "getTripIncident",
                   .tag = "trips",
                   .summary = "One incident",
                   .roles = access::staff,
                   .answers = {{200, "The incident", json::schema<Incident>()}},
                   .errors = {&trips::not_a_study_trip},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_incident,
                   .operation_id = "changeTripIncident",
                   .tag = "trips",
                   .summary = "Say it better, or what became of it",
                   .roles = access::staff,
                   .body = pipeline::BodyRule::json<IncidentPatch>(),
                   .answers = {{200, "The incident as it is now", json::schema<Incident>()}},
                   .errors = {&trips::not_a_study_trip},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
}

}  // namespace tagwerk::resources
