#include "api/resources/editions.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/events.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/editions_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::Edition;
using statistics::EditionsService;

struct EditionDto {
  core::EventId event_id;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  events::EventStatus status = events::EventStatus::planned;
  bool complete = false;
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
  std::optional<double> persons_per_company;
  std::optional<std::int64_t> registered_at_start;
  std::optional<std::int64_t> no_shows;
  std::optional<double> no_show_rate;
  std::optional<std::int64_t> places;
  std::optional<double> capacity_use;
};
const json::Object<EditionDto>& shape(json::Tag<EditionDto>) {
  using Dto = EditionDto;
  static const auto object =
      json::Object<Dto>("Edition", "An event of the series; a figure that is not known is null, never 0")
          .required("event_id", &Dto::event_id)
          .required("name", &Dto::name)
          .required("edition_year", &Dto::edition_year)
          .required("starts_on", &Dto::starts_on)
          .required("status", &Dto::status)
          .required("complete", &Dto::complete, json::about("It is completed, or its record says so"))
          .nullable("companies", &Dto::companies, json::about("As in the attendance trend, of this event alone"))
          .nullable("participants", &Dto::participants)
          .nullable("vendors", &Dto::vendors)
          .nullable("persons_per_company", &Dto::persons_per_company)
          .nullable("registered_at_start", &Dto::registered_at_start,
                    json::about("Confirmed heads of partner companies at the end of the first day, or by now"))
          .nullable("no_shows", &Dto::no_shows,
                    json::about("Confirmed heads of all companies who were not let in; null: it is not completed, or "
                                "less than half were let in, so the door tells nothing"))
          .nullable("no_show_rate", &Dto::no_show_rate, json::about("Of those confirmed, as a fraction"))
          .nullable("places", &Dto::places, json::about("The limit of the pool participants; null: there is none"))
          .nullable("capacity_use", &Dto::capacity_use, json::about("Confirmed heads of all companies / places"));
  return object;
}

struct EditionsDto {
  std::string series;
  core::Instant as_of;
  std::vector<EditionDto> editions;
};
const json::Object<EditionsDto>& shape(json::Tag<EditionsDto>) {
  static const auto object = json::Object<EditionsDto>("Editions", "A series, event by event")
                                 .required("series", &EditionsDto::series)
                                 .required("as_of", &EditionsDto::as_of)
                                 .required("editions", &EditionsDto::editions, json::about("By their first day"));
  return object;
}

EditionDto to_dto(const Edition& edition) {
  EditionDto dto;
  dto.event_id = edition.event;
  dto.name = edition.facts.name;
  dto.edition_year = edition.year;
  dto.starts_on = edition.facts.starts_on;
  dto.status = edition.facts.status;
  dto.complete = edition.complete;
  dto.companies = edition.figures.companies;
  dto.participants = edition.figures.participants;
  dto.vendors = edition.figures.vendors;
  dto.persons_per_company = edition.persons_per_company;
  dto.registered_at_start = edition.facts.registered_at_start;
  dto.no_shows = edition.no_shows;
  dto.no_show_rate = edition.no_show_rate;
  dto.places = edition.facts.places;
  dto.capacity_use = edition.capacity_use;
  return dto;
}

constexpr Column columns[] = {
    {"series", "key of the series"},
    {"event_id", "the event"},
    {"name", "its name"},
    {"edition_year", "its year"},
    {"starts_on", "its first day"},
    {"status", "planned, open, closed, completed or cancelled"},
    {"complete", "whether it is over"},
    {"companies", "different partner companies"},
    {"participants", "heads of partner companies"},
    {"vendors", "different vendor and supplier companies"},
    {"persons_per_company", "participants / companies"},
    {"registered_at_start", "confirmed heads of partner companies at the end of the first day"},
    {"no_shows", "confirmed heads of all companies who were not let in"},
    {"no_show_rate", "of those confirmed, as a fraction"},
    {"places", "limit of the pool participants"},
    {"capacity_use", "confirmed heads of all companies / places"},
};

Table to_table(const EditionsDto& dto) {
  Table table(columns);
  for (const auto& row : dto.editions) {
    table.add_row({dto.series, row.event_id.text(), row.name, std::int64_t{row.edition_year}, row.starts_on,
                   std::string(to_text(row.status)), row.complete, cell(row.companies), cell(row.participants),
                   cell(row.vendors), cell(row.persons_per_company), cell(row.registered_at_start), cell(row.no_shows),
                   cell(row.no_show_rate), cell(row.places), cell(row.capacity_use)});
  }
  return table;
}

core::Result<http::Response> answer(EditionsService& service, Exchange& x) {
  const auto told = service.editions(x.call(), x.text("series").value_or(""), year_of(x, "from"), year_of(x, "to"));
  if (!told) return told.error();
  EditionsDto dto{.series = told->series_key, .as_of = told->as_of, .editions = {}};
  dto.editions.reserve(told->editions.size());
  for (const auto& edition : told->editions) dto.editions.push_back(to_dto(edition));
  const auto figures = dto.series + json::to_json(dto.editions);
  return json_or_table_as_of(
      x, figures, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Companies, participants and vendors are those of the attendance trend, event by event: recorded, else computed. A cancelled "
      "event counts nothing.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_editions_routes(pipeline::RouteTable& table, EditionsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/statistics/editions",
                   .operation_id = "getEditions",
                   .tag = "statistics",
                   .summary = "A series event by event: companies, heads, no-shows, capacity use",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = series_and_years(),
                   .answers = table_answers("The editions", json::schema<EditionsDto>()),
                   .errors = {&core::not_found},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
