#include "api/resources/trip_requirements.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/json/inherited.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/trip_gap_dto.hpp"
#include "engine/trips/trip_errors.hpp"
#include "engine/trips/trip_requirements_service.hpp"

namespace tagwerk::trips {

static const json::Object<Deadline>& shape(json::Tag<Deadline>) {
  static const auto object =
      json::Object<Deadline>("TripRequirement", "Something that a trip asks for")
          .required("requirement", &Deadline::requirement)
          .nullable("due_on", &Deadline::due_on, json::about("The last day for it, in the event's zone; null: none"));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using trips::Deadline;
using trips::RequirementsOfTrip;
using trips::TripRequirements;
using trips::TripRequirementsService;

constexpr const char* pattern = "/api/v1/events/{event_id}/trip/requirements";

struct RequirementsBody {
  std::vector<std::string> countries;
  std::vector<Deadline> requirements;
  std::optional<core::Date> returns_on;
  std::optional<int> passport_days_after_return;
  std::optional<int> health_days_after_return;
};
// Their number, and what is twice, is checked by the noun.
template <class T>
json::Object<T> with_members(json::Object<T> object) {
  return std::move(object)
      .required("countries", json::inherited<T>(&T::countries),
                json::about("That are crossed, at most 20: ISO 3166-1, two capital letters").like(R"(["HK", "CN"])"))
      .required("requirements", json::inherited<T>(&T::requirements), json::about("What is not in it is not asked for"))
      .nullable("returns_on", json::inherited<T>(&T::returns_on),
                json::about("Where that is later than the event's last day"))
      .nullable(
          "passport_days_after_return", json::inherited<T>(&T::passport_days_after_return),
          json::range(0, trips::max_retention_days)
              .about("Passports and visas are deleted when so many days after the return are over; 30 by default"))
      .nullable("health_days_after_return", json::inherited<T>(&T::health_days_after_return),
                json::range(0, trips::max_retention_days)
                    .about("Likewise dietary needs, emergency contacts and insurances; 30 by default"));
}

TripRequirements requirements_of(const RequirementsBody& body) {
  return {.countries = body.countries,
          .returns_on = body.returns_on,
          .deadlines = body.requirements,
          .passport_days_after_return = body.passport_days_after_return.value_or(trips::default_retention_days),
          .health_days_after_return = body.health_days_after_return.value_or(trips::default_retention_days)};
}

const json::Object<RequirementsBody>& shape(json::Tag<RequirementsBody>) {
  static const auto object =
      with_members(json::Object<RequirementsBody>("NewTripRequirements", "What a trip asks of its travellers"));
  return object;
}

struct RequirementsDto : RequirementsBody {
  core::Date return_date;
  std::string time_zone;
};
const json::Object<RequirementsDto>& shape(json::Tag<RequirementsDto>) {
  static const auto object =
      with_members(json::Object<RequirementsDto>("TripRequirements", "What a trip asks of its travellers"))
          .required("return_date", &RequirementsDto::return_date, json::about("That counts: the later one"))
          .required("time_zone", &RequirementsDto::time_zone, json::about("The event's, in which days are over"));
  return object;
}

RequirementsDto to_dto(const RequirementsOfTrip& told) {
  RequirementsDto dto;
  dto.countries = told.content.countries;
  dto.requirements = told.content.deadlines;
  dto.returns_on = told.content.returns_on;
  dto.passport_days_after_return = told.content.passport_days_after_return;
  dto.health_days_after_return = told.content.health_days_after_return;
  dto.return_date = told.return_date;
  dto.time_zone = told.time_zone;
  return dto;
}

core::Result<http::Response> answer(const core::Result<RequirementsOfTrip>& told) {
  if (!told) return told.error();
  return pipeline::ok(to_dto(*told), told->version);
}

core::Result<http::Response> get(TripRequirementsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(TripRequirementsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<RequirementsBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, requirements_of(*body), *version));
}

}  // namespace

void add_trip_requirements_routes(pipeline::RouteTable& table, TripRequirementsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getTripRequirements",
                   .tag = "trips",
                   .summary = "What a trip asks of its travellers, and until when",
                   .description = "Until somebody says more, everything is asked for, without a last day.",
                   .roles = access::everyone,
                   .answers = {{200, "The requirements", json::schema<RequirementsDto>()}},
                   .errors = {&trips::not_a_study_trip},
                   .never_304 = true,  // the event's zone and last day are not in its version
                   .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = pattern,
       .operation_id = "putTripRequirements",
       .tag = "trips",
       .summary = "Say what a trip asks of its travellers",
       .description =
           R"(Replaces all of it. `{"countries": ["HK", "CN"], "requirements": [{"requirement": "passport", )"
           R"("due_on": "2016-09-15"}, {"requirement": "visa", "due_on": "2016-10-01"}]}`)",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<RequirementsBody>(),
       .answers = {{200, "The requirements as they are now", json::schema<RequirementsDto>()}},
       .errors = {&trips::not_a_study_trip},
       .precondition = pipeline::Precondition::if_match_optional,
       .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
