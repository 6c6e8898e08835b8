#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/registration_days.hpp"
#include "api/resources/table.hpp"
#include "engine/statistics/curve_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::CurveService;
using statistics::Pace;

struct NowDto {
  std::int64_t participants = 0;
  std::int64_t companies = 0;
};
const json::Object<NowDto>& shape(json::Tag<NowDto>) {
  static const auto object =
      json::Object<NowDto>("PaceNow", "Confirmed heads of partner companies, and how many these are")
          .required("participants", &NowDto::participants)
          .required("companies", &NowDto::companies);
  return object;
}

struct EditionDto {
  core::EventId event_id;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> final_participants;
  std::optional<std::int64_t> final_companies;
  std::optional<double> participants_ratio;
  std::optional<double> companies_ratio;
};
const json::Object<EditionDto>& shape(json::Tag<EditionDto>) {
  using Dto = EditionDto;
  static const auto object =
      json::Object<Dto>("PaceEdition", "Another edition at the end of the day with the same lead")
          .required("event_id", &Dto::event_id)
          .required("name", &Dto::name)
          .required("edition_year", &Dto::edition_year)
          .required("starts_on", &Dto::starts_on)
          .nullable("participants", &Dto::participants, json::about("null: its registrations are not known"))
          .nullable("companies", &Dto::companies)
          .nullable("final_participants", &Dto::final_participants,
                    json::about("Registered in the end; null: it is not over, or not known"))
          .nullable("final_companies", &Dto::final_companies)
          .nullable(
              "participants_ratio", &Dto::participants_ratio,
              json::about(
                  "now / that edition at the same lead, rounded to four decimals; null: it had none, or is not known")
                  .like("1.25"))
          .nullable("companies_ratio", &Dto::companies_ratio);
  return object;
}

struct PaceDto {
  core::EventId event_id;
  core::Instant as_of;
  std::int64_t lead_days = 0;
  NowDto now;
  std::vector<EditionDto> editions;
};
const json::Object<PaceDto>& shape(json::Tag<PaceDto>) {
  using Dto = PaceDto;
  static const auto object =
      json::Object<Dto>("Pace", "An event beside other editions, as many days before the start")
          .required("event_id", &Dto::event_id)
          .required("as_of", &Dto::as_of)
          .required("lead_days", &Dto::lead_days, json::about("Days until it starts, in its zone; below 0 after it"))
          .required("now", &Dto::now)
          .required("editions", &Dto::editions, json::about("In the order asked for, else the latest first"));
  return object;
}

std::optional<double> rounded(std::optional<double> ratio) {
  if (!ratio) return std::nullopt;
  return std::round(*ratio * 10'000) / 10'000;
}

PaceDto to_dto(const Pace& pace) {
  PaceDto dto{.event_id = pace.event,
              .as_of = pace.as_of,
              .lead_days = pace.lead_days,
              .now = {.participants = pace.now.participants, .companies = pace.now.companies},
              .editions = {}};
  dto.editions.reserve(pace.editions.size());
  for (const auto& row : pace.editions) {
    EditionDto edition;
    edition.event_id = row.event;
    edition.name = row.name;
    edition.edition_year = row.edition_year;
    edition.starts_on = row.starts_on;
    if (row.at_same_lead) {
      edition.participants = row.at_same_lead->participants;
      edition.companies = row.at_same_lead->companies;
    }
    if (row.final) {
      edition.final_participants = row.final->participants;
      edition.final_companies = row.final->companies;
    }
    edition.participants_ratio = rounded(row.participants_ratio);
    edition.companies_ratio = rounded(row.companies_ratio);
    dto.editions.push_back(std::move(edition));
  }
  return dto;
}

constexpr Column columns[] = {
    {"event_id", "the event that is compared"},
    {"lead_days", "days until it starts; below 0 after it"},
    {"participants_now", "confirmed heads of partner companies"},
    {"companies_now", "different partner companies with one"},
    {"edition_event_id", "the other edition"},
    {"edition", "its name"},
    {"edition_year", "its year"},
    {"edition_starts_on", "its first day"},
    {"participants", "its confirmed heads with the same lead"},
    {"companies", "its companies with the same lead"},
    {"final_participants", "its confirmed heads in the end"},
    {"final_companies", "its companies in the end"},
    {"participants_ratio", "now / that edition: 1.25 is a quarter more"},
    {"companies_ratio", "now / that edition"},
};

Table to_table(const PaceDto& dto) {
  Table table(columns);
  for (const auto& row : dto.editions) {
    table.add_row({dto.event_id.text(), dto.lead_days, dto.now.participants, dto.now.companies, row.event_id.text(),
                   row.name, std::int64_t{row.edition_year}, row.starts_on, cell(row.participants), cell(row.companies),
                   cell(row.final_participants), cell(row.final_companies), cell(row.participants_ratio),
                   cell(row.companies_ratio)});
  }
  return table;
}

core::Result<std::vector<core::EventId>> against_of(const Exchange& x) {
  std::vector<core::EventId> ids;
  const auto text = x.text("against");
  if (!text) return ids;
  std::string_view rest = *text;
  for (;;) {
    const auto comma = rest.find(',');
    const auto one = rest.substr(0, comma);
    const auto id = core::EventId::parse(std::string(one));
    if (!id || ids.size() == statistics::max_editions_of_pace) {
      return core::fail_field(
          "?against", core::field_format,
          {{"value", core::echo(*text)}, {"expected", "up to 8 ids of events, with commas between"}});
    }
    ids.push_back(*id);
    if (comma == std::string_view::npos) return ids;
    rest.remove_prefix(comma + 1);
  }
}

core::Result<http::Response> answer(CurveService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto against = against_of(x);
  if (!against) return against.error();
  const auto pace = service.pace(x.call(), *event, *against);
  if (!pace) return pace.error();
  const auto dto = to_dto(*pace);
  const auto figures =
      std::to_string(dto.lead_days) + dto.event_id.text() + json::to_json(dto.now) + json::to_json(dto.editions);
  return json_or_table_as_of(
      x, figures, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Beside the latest eight earlier editions of the series that were not cancelled, or those named by `against`, of any series. "
      "Pace is no forecast: what one edition did after that day says little of another.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_pace_routes(pipeline::RouteTable& table, CurveService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/pace",
                   .operation_id = "getPace",
                   .tag = "statistics",
                   .summary = "How registrations stand beside other editions, as many days before the start",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = {{.name = "against", .description = "Ids of up to eight events, with commas between"},
                             format_parameter()},
                   .answers = table_answers("The pace", json::schema<PaceDto>()),
                   .errors = {&core::reference_not_found},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
