#include "api/resources/trip_rooming.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/json/writer.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/answer_language.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/table.hpp"
#include "api/resources/trip_roles.hpp"
#include "api/resources/trip_rooming_dto.hpp"
#include "engine/trips/rooming_errors.hpp"
#include "engine/trips/rooming_plan_service.hpp"
#include "engine/trips/rooming_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::trips {

static const json::Object<RoomingExclusion>& shape(json::Tag<RoomingExclusion>) {
  static const auto object = json::Object<RoomingExclusion>("RoomingExclusion", "Two who must not share a room")
                                 .required("participant_id", &RoomingExclusion::one)
                                 .required("other_id", &RoomingExclusion::other);
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using trips::LodgingReport;
using trips::RoomingPlanService;
using trips::RoomingService;

const std::string of_trip = "/api/v1/events/{event_id}/trip/rooming";
const std::string of_lodging = of_trip + "/{item_key}";
const std::string of_exclusions = "/api/v1/events/{event_id}/trip/rooming-exclusions";

struct RoomsBody {
  std::vector<LodgingRoomDto> rooms;
};
const json::Object<RoomsBody>& shape(json::Tag<RoomsBody>) {
  static const auto object =
      json::Object<RoomsBody>("LodgingRooms", "All rooms of a lodging")
          .required("rooms", &RoomsBody::rooms, json::items(0, trips::max_lodging_rooms))
          .rule({"rooms"}, [](const RoomsBody& body) { return trips::check(rooms_of(body.rooms)); });
  return object;
}

struct AssignmentBody {
  core::ParticipantId participant_id;
  std::string room;
  std::optional<bool> fixed;
};
const json::Object<AssignmentBody>& shape(json::Tag<AssignmentBody>) {
  static const auto object =
      json::Object<AssignmentBody>("RoomAssignment", "Who has which room")
          .required("participant_id", &AssignmentBody::participant_id)
          .required("room", &AssignmentBody::room, json::format(json::Format::key).about("Its key"))
          .nullable("fixed", &AssignmentBody::fixed, json::about("A plan leaves it as it is; false by default"));
  return object;
}

struct AssignmentsBody {
  std::vector<AssignmentBody> assignments;
};
const json::Object<AssignmentsBody>& shape(json::Tag<AssignmentsBody>) {
  static const auto object =
      json::Object<AssignmentsBody>("RoomAssignments", "Who has which room; whoever is left out has none")
          .required("assignments", &AssignmentsBody::assignments, json::items(0, assignment::max_guests));
  return object;
}

struct PlanBody {
  std::optional<int> time_limit_ms;
};
const json::Object<PlanBody>& shape(json::Tag<PlanBody>) {
  static const auto object =
      json::Object<PlanBody>("NewRoomingPlan", "What is asked of the search; all of it may be left out")
          .optional("time_limit_ms", &PlanBody::time_limit_ms,
                    json::range(1, trips::max_rooming_time_limit_ms)
                        .about("How long it may go on; 1000 by default. What is proved earlier is told earlier"));
  return object;
}

struct ExclusionsBody {
  std::vector<trips::RoomingExclusion> exclusions;
};
const json::Object<ExclusionsBody>& shape(json::Tag<ExclusionsBody>) {
  static const auto object =
      json::Object<ExclusionsBody>("RoomingExclusions", "Travellers who must not share a room; for organizers alone")
          .required("exclusions", &ExclusionsBody::exclusions, json::items(0, trips::max_rooming_exclusions));
  return object;
}

void say_language(http::Response& response, const Exchange& x) { tell_language(response, x.language()); }

core::Result<http::Response> answer(const Exchange& x, const core::Result<LodgingReport>& report) {
  if (!report) return report.error();
  auto response = pipeline::ok(to_dto(*report, x.language()), report->lodging.version);
  say_language(response, x);
  return response;
}

core::Result<http::Response> list(RoomingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto reports = service.list(x.call(), *event);
  if (!reports) return reports.error();
  json::Writer writer;
  writer.begin_array();
  for (const auto& report : *reports) json::write_value(writer, in_list(report));
  writer.end_array();
  auto response = pipeline::list_response(x, writer.take(), std::nullopt);
  response.with("etag", content_etag(response.body));
  return response;
}

core::Result<http::Response> find(RoomingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(x, service.find(x.call(), *event, x.path("item_key")));
}

core::Result<http::Response> put_rooms(RoomingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<RoomsBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(x, service.put_rooms(x.call(), *event, x.path("item_key"), rooms_of(body->rooms), *version));
}

core::Result<http::Response> put_assignments(RoomingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<AssignmentsBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  std::vector<trips::BedWish> beds;
  beds.reserve(body->assignments.size());
  for (const auto& one : body->assignments)
    beds.push_back({.participant = one.participant_id, .room = one.room, .fixed = one.fixed.value_or(false)});
  return answer(x, service.put_beds(x.call(), *event, x.path("item_key"), beds, *version));
}

core::Result<http::Response> plan(RoomingPlanService& plans, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<PlanBody>();
  if (!body) return body.error();
  const std::chrono::milliseconds limit(body->time_limit_ms.value_or(trips::usual_rooming_time_limit_ms));
  const bool dry_run = x.flag("dry_run");
  const auto made = plans.plan(x.call(), *event, x.path("item_key"), limit, dry_run);
  if (!made) return made.error();
  auto response = pipeline::ok(to_dto(*made, !dry_run, x.language()), made->report.lodging.version);
  say_language(response, x);
  return response;
}

core::Result<http::Response> list_for_hotel(RoomingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto report = service.find(x.call(), *event, x.path("item_key"));
  if (!report) return report.error();
  const auto guests = rooming_list(*report);
  return json_or_table(
      x, [&] { return json::to_json(guests); }, [&] { return to_table(guests); });
}

core::Result<http::Response> answer(const core::Result<trips::Exclusions>& exclusions) {
  if (!exclusions) return exclusions.error();
  return pipeline::ok(ExclusionsBody{.exclusions = exclusions->pairs}, exclusions->version);
}

core::Result<http::Response> get_exclusions(RoomingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.exclusions(x.call(), *event));
}

core::Result<http::Response> put_exclusions(RoomingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<ExclusionsBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put_exclusions(x.call(), *event, body->exclusions, *version));
}

std::string_view list_description() {
  static const std::string text =
      "Who has a room, in the order of the rooms, by name. Nothing else of them is in it.\n\n" +
      describe_columns(rooming_list_columns());
  return text;
}

void add_exclusions_routes(pipeline::RouteTable& table, RoomingService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = of_exclusions,
                   .operation_id = "getRoomingExclusions",
                   .tag = "trips",
                   .summary = "Who must not share a room with whom",
                   .description = "For organizers alone; no company is told of it. Never 304.",
                   .roles = access::organizers,
                   .answers = {{200, "The pairs", json::schema<ExclusionsBody>()}},
                   .errors = {&trips::not_a_study_trip},
                   .never_304 = true,  // who does not come any more is not in it
                   .handle = [&service](Exchange& x) { return get_exclusions(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = of_exclusions,
                   .operation_id = "putRoomingExclusions",
                   .tag = "trips",
                   .summary = "Say who must not share a room with whom",
                   .description = "Replaces all pairs of the trip; they hold in all of its lodgings.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<ExclusionsBody>(),
                   .answers = {{200, "The pairs as they are now", json::schema<ExclusionsBody>()}},
                   .errors = {&trips::not_a_study_trip, &core::reference_not_found},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return put_exclusions(service, x); }});
}

void add_lodging_routes(pipeline::RouteTable& table, RoomingService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = of_lodging,
       .operation_id = "getTripLodging",
       .tag = "trips",
       .summary = "A lodging: its rooms and nights, who is there when and in which room, and what is wrong with it",
       .description =
           "A lodging is an item of kind lodging of the itinerary's draft. Who cancels, or is somebody else now, has no bed in it. "
           "The ETag covers rooms and beds, not the travellers; never 304.",
       .roles = access::organizers,
       .answers = {{200, "The lodging", json::schema<LodgingDto>()}},
       .errors = {&trips::not_a_study_trip},
       .never_304 = true,
       .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = of_lodging,
       .operation_id = "putTripLodging",
       .tag = "trips",
       .summary = "Say which rooms a lodging has",
       .description =
           R"(Replaces all of them; who had a bed in one that is gone has none. `{"rooms": [{"key": "101", "name": "Zimmer 101", )"
           R"("kind": "twin", "cost_per_night": {"amount": "128.00", "currency": "EUR"}}]}`)",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<RoomsBody>(),
       .answers = {{200, "The lodging as it is now", json::schema<LodgingDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::one_currency_per_lodging},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put_rooms(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = of_lodging + "/assignments",
       .operation_id = "putRoomAssignments",
       .tag = "trips",
       .summary = "Say who has which room, and what of it a plan leaves as it is",
       .description =
           "Replaces who has which. Refused where a rule is broken, with each of them in a sentence: beds, nights, accessibility, "
           "genders, who must not share, and one bed for two who did not both ask for each other. `If-Match` is the lodging's.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<AssignmentsBody>(),
       .answers = {{200, "The lodging as it is now", json::schema<LodgingDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::lodging_missing, &trips::rooming_too_large,
                  &trips::rooming_breaks_rules, &trips::broken_rooming_rule, &trips::no_such_lodging_room,
                  &core::reference_not_found},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put_assignments(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = of_lodging + "/list",
                   .operation_id = "getRoomingList",
                   .tag = "trips",
                   .summary = "The list of guests for the hotel: names, rooms, kinds and nights",
                   .description = list_description(),
                   .roles = access::organizers,
                   .query = {format_parameter()},
                   .answers = table_answers("The list", json::schema<RoomingListDto>()),
                   .errors = {&trips::not_a_study_trip},
                   .handle = [&service](Exchange& x) { return list_for_hotel(service, x); }});
}

void add_plan_route(pipeline::RouteTable& table, RoomingPlanService& plans) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = of_lodging + "/plan",
       .operation_id = "planRooms",
       .tag = "trips",
       .summary = "Find rooms for the guests of a lodging",
       .description =
           "What is fixed stays; the rest is planned anew: first as few without a room as can be, then as few unmet wishes, then "
           "the least cost. No bed is given twice in a night. The answer says whether that is proved to be the best, why "
           "somebody has no room, and why a wish is not met. `?dry_run=true` answers the same, and keeps nothing. Where rooms, beds, "
           "wishes or travellers change while it searches, nothing is kept (409 `rooming_changed`).",
       .roles = access::organizers,
       .query = {{.name = "dry_run",
                  .kind = pipeline::QueryParameter::Kind::boolean,
                  .description = "true: keeps nothing"}},
       .body = pipeline::BodyRule::optional_json<PlanBody>(),
       .answers = {{200, "The plan", json::schema<RoomingPlanDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::lodging_missing, &trips::rooming_too_large,
                  &trips::rooming_breaks_rules, &trips::broken_rooming_rule, &trips::rooming_changed,
                  &trips::rooming_busy},
       .handle = [&plans](Exchange& x) { return plan(plans, x); }});
}

}  // namespace

void add_trip_rooming_routes(pipeline::RouteTable& table, RoomingService& service, RoomingPlanService& plans) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = of_trip,
       .operation_id = "listTripLodgings",
       .tag = "trips",
       .summary = "The lodgings of a trip, their rooms, and who is in them",
       .description =
           "In the order of the itinerary; a lodging that the draft has no more comes last, as long as it has rooms. A "
           "company's token sees its own travellers, and the rooms in which they are.",
       .roles = organizers_and_companies,
       .answers = {{200, "The lodgings", pipeline::list_schema<LodgingInListDto>()}},
       .errors = {&trips::not_a_study_trip},
       .handle = [&service](Exchange& x) { return list(service, x); }});
  add_lodging_routes(table, service);
  add_plan_route(table, plans);
  add_exclusions_routes(table, service);
}

}  // namespace tagwerk::resources
