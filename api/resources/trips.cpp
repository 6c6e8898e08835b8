#include <optional>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/event_grades.hpp"
#include "api/resources/events.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/event_grades_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::EventGradesService;
using statistics::Trip;

struct TripDto {
  std::string series;
  core::EventId event_id;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  core::Date ends_on;
  std::string city;
  std::string country;
  events::EventStatus status = events::EventStatus::planned;
  bool complete = false;
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> participants;
  std::int64_t grades = 0;
  std::optional<double> grade_mean;
};
const json::Object<TripDto>& shape(json::Tag<TripDto>) {
  using Dto = TripDto;
  static const auto object =
      json::Object<Dto>("Trip", "A study trip; a figure that is not known is null, never 0")
          .required("series", &Dto::series)
          .required("event_id", &Dto::event_id)
          .required("name", &Dto::name)
          .required("edition_year", &Dto::edition_year)
          .required("starts_on", &Dto::starts_on)
          .required("ends_on", &Dto::ends_on)
          .required("city", &Dto::city)
          .required("country", &Dto::country)
          .required("status", &Dto::status)
          .required("complete", &Dto::complete, json::about("It is completed, or its record says so"))
          .nullable("companies", &Dto::companies, json::about("As in the attendance trend, of this event alone"))
          .nullable("participants", &Dto::participants)
          .required("grades", &Dto::grades, json::about("Their number"))
          .nullable("grade_mean", &Dto::grade_mean, json::about("Rounded half up to one decimal; from 3 grades on"));
  return object;
}

struct TripsDto {
  std::vector<TripDto> trips;
};
const json::Object<TripsDto>& shape(json::Tag<TripsDto>) {
  static const auto object =
      json::Object<TripsDto>("Trips", "Events of all series of kind study_trip that are not cancelled")
          .required("trips", &TripsDto::trips, json::about("By their first day"));
  return object;
}

TripDto to_dto(const Trip& trip) {
  TripDto dto;
  dto.series = trip.series_key;
  dto.event_id = trip.event.event;
  dto.name = trip.event.name;
  dto.edition_year = trip.event.year;
  dto.starts_on = trip.event.starts_on;
  dto.ends_on = trip.event.ends_on;
  dto.city = trip.event.city;
  dto.country = trip.event.country;
  dto.status = trip.event.status;
  dto.complete = trip.complete;
  dto.companies = trip.figures.companies;
  dto.participants = trip.figures.participants;
  dto.grades = trip.grades.n;
  if (trip.grades.spread) dto.grade_mean = trip.grades.spread->mean_tenths / 10.0;
  return dto;
}

constexpr Column columns[] = {
    {"series", "key of the series"},
    {"event_id", "the trip"},
    {"name", "its name"},
    {"edition_year", "its year"},
    {"starts_on", "its first day"},
    {"ends_on", "its last day"},
    {"city", "where it goes"},
    {"country", "two letters"},
    {"status", "planned, open, closed or completed"},
    {"complete", "whether it is over"},
    {"companies", "different partner companies"},
    {"participants", "heads of partner companies"},
    {"grades", "number of grades"},
    {"grade_mean", "from 3 grades on"},
};

Table to_table(const TripsDto& dto) {
  Table table(columns);
  for (const auto& row : dto.trips) {
    table.add_row({row.series, row.event_id.text(), row.name, std::int64_t{row.edition_year}, row.starts_on,
                   row.ends_on, row.city, row.country, std::string(to_text(row.status)), row.complete,
                   cell(row.companies), cell(row.participants), row.grades, cell(row.grade_mean)});
  }
  return table;
}

core::Result<http::Response> answer(EventGradesService& service, Exchange& x) {
  const auto told = service.trips(x.call(), year_of(x, "from"), year_of(x, "to"));
  if (!told) return told.error();
  TripsDto dto;
  dto.trips.reserve(told->size());
  for (const auto& trip : *told) dto.trips.push_back(to_dto(trip));
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Companies and participants are those of the attendance trend, trip by trip.\n\n" + describe_columns(columns);
  return text;
}

}  // namespace

void add_trips_routes(pipeline::RouteTable& table, EventGradesService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/statistics/trips",
                   .operation_id = "getTrips",
                   .tag = "statistics",
                   .summary = "Study trips side by side: companies, heads, grades",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = only_years(),
                   .answers = table_answers("The trips", json::schema<TripsDto>()),
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
