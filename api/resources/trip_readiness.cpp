#include "api/resources/trip_readiness.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/table.hpp"
#include "api/resources/trip_gap_dto.hpp"
#include "api/resources/trip_roles.hpp"
#include "engine/trips/traveller_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using trips::Readiness;
using trips::TravellerGap;
using trips::TravellerService;

struct GapRow {
  core::ParticipantId participant_id;
  core::CompanyId company_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  trips::Requirement requirement = trips::Requirement::passport;
  std::optional<std::string> country;
  trips::Problem problem = trips::Problem::missing;
  std::optional<core::Date> needed_until;
  std::optional<core::Date> due_on;
  bool is_overdue = false;
};
const json::Object<GapRow>& shape(json::Tag<GapRow>) {
  static const auto object =
      with_gap(json::Object<GapRow>("TripReadinessGap", "Something that one of the travellers lacks")
                   .required("participant_id", &GapRow::participant_id)
                   .required("company_id", &GapRow::company_id)
                   .nullable("given_name", &GapRow::given_name, json::about("null: nobody is named yet"))
                   .nullable("family_name", &GapRow::family_name),
               &GapRow::requirement, &GapRow::country, &GapRow::problem, &GapRow::needed_until, &GapRow::due_on,
               &GapRow::is_overdue);
  return object;
}

struct ReadinessDto {
  core::Date as_of;
  core::Date return_date;
  std::int64_t travellers = 0;
  std::int64_t ready = 0;
  std::vector<GapRow> gaps;
};
const json::Object<ReadinessDto>& shape(json::Tag<ReadinessDto>) {
  static const auto object =
      json::Object<ReadinessDto>("TripReadiness", "What travellers lack, most urgent first")
          .required("as_of", &ReadinessDto::as_of, json::about("Today in the event's zone"))
          .required("return_date", &ReadinessDto::return_date)
          .required("travellers", &ReadinessDto::travellers, json::about("That the caller may see"))
          .required("ready", &ReadinessDto::ready, json::about("Of them those who lack nothing"))
          .required("gaps", &ReadinessDto::gaps,
                    json::about("Overdue ones first, then by their last day, then by family and given name"));
  return object;
}

GapRow to_row(const TravellerGap& one) {
  GapRow row{.participant_id = one.participant,
             .company_id = one.company,
             .given_name = {},
             .family_name = {},
             .requirement = one.gap.requirement,
             .country = one.gap.country,
             .problem = one.gap.problem,
             .needed_until = one.gap.needed_until,
             .due_on = one.gap.due_on,
             .is_overdue = one.gap.is_overdue};
  if (one.name) {
    row.given_name = one.name->given_name;
    row.family_name = one.name->family_name;
  }
  return row;
}

ReadinessDto to_dto(const Readiness& told) {
  ReadinessDto dto{.as_of = told.as_of,
                   .return_date = told.returns_on,
                   .travellers = static_cast<std::int64_t>(told.travellers),
                   .ready = static_cast<std::int64_t>(told.ready),
                   .gaps = {}};
  dto.gaps.reserve(told.gaps.size());
  for (const auto& gap : told.gaps) dto.gaps.push_back(to_row(gap));
  return dto;
}

constexpr Column columns[] = {
    {"participant_id", "id of the traveller"},
    {"company_id", "id of the company"},
    {"given_name", "empty: nobody is named yet"},
    {"family_name", "likewise"},
    {"requirement", "passport, visa, insurance, emergency_contact or dietary"},
    {"country", "of a visa"},
    {"problem", "missing, expires_too_early, does_not_cover, not_granted, refused, stay_too_long or unknown_rule"},
    {"needed_until", "the day on which the paper must still be valid"},
    {"due_on", "the last day for it; empty: none is set"},
    {"is_overdue", "whether that day is over in the event's zone"},
};

Table to_table(const ReadinessDto& dto) {
  Table table(columns);
  for (const auto& row : dto.gaps) {
    table.add_row({row.participant_id.text(), row.company_id.text(), cell(row.given_name), cell(row.family_name),
                   std::string(to_text(row.requirement)), cell(row.country), std::string(to_text(row.problem)),
                   cell(row.needed_until), cell(row.due_on), row.is_overdue});
  }
  return table;
}

core::Result<http::Response> answer(TravellerService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto told = service.readiness(x.call(), *event);
  if (!told) return told.error();
  const auto dto = to_dto(*told);
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "A company gets its own travellers. No rule of a country is made up: where none is known for a passport's country, the visa "
      "is unknown_rule, unless one is refused, or granted for all of the trip. The stay in each country is taken to be the whole "
      "trip.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_trip_readiness_routes(pipeline::RouteTable& table, TravellerService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/trip/readiness",
                   .operation_id = "getTripReadiness",
                   .tag = "trips",
                   .summary = "Which traveller lacks what until when, most urgent first",
                   .description = description(),
                   .roles = organizers_and_companies,
                   .query = {format_parameter()},
                   .answers = table_answers("What travellers lack", json::schema<ReadinessDto>()),
                   .errors = {&trips::not_a_study_trip},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
