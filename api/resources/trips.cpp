#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/event_grades.hpp"
#include "api/resources/events.hpp"
#include "api/resources/grade_distribution.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/core/money.hpp"
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
  std::optional<std::int64_t> capacity;
  std::int64_t grades = 0;
  std::optional<double> grade_mean;
  std::optional<double> grade_median;
  std::optional<GradeDistributionDto> grade_distribution;
  std::optional<double> response_rate;
  std::optional<double> would_go_again;
  std::optional<core::Money> price;
  std::optional<core::Money> margin;
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
          .nullable("capacity", &Dto::capacity,
                    json::about("Limit of the pool participants, in which vendors are too; null: unlimited"))
          .required("grades", &Dto::grades, json::about("Their number"))
          .nullable("grade_mean", &Dto::grade_mean,
                    json::about("Rounded half up to one decimal; below 3 grades only their number is shown"))
          .nullable("grade_median", &Dto::grade_median, json::about("Exact"))
          .nullable("grade_distribution", &Dto::grade_distribution)
          .nullable("response_rate", &Dto::response_rate,
                    json::about("Grades / heads of all companies who came, else who are confirmed").like("0.8"))
          .nullable("would_go_again", &Dto::would_go_again,
                    json::about("Of those who said so; below 3 hidden").like("0.9"))
          .nullable("price", &Dto::price, json::about("Base price of a traveller"))
          .nullable("margin", &Dto::margin, json::about("Of the trip's budget; to organizers, null to everybody else"));
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
  dto.capacity = trip.event.places;
  dto.grades = trip.grades.n;
  dto.response_rate = trip.response_rate;
  dto.would_go_again = trip.again.share;
  dto.price = trip.price;
  dto.margin = trip.margin;
  if (!trip.grades.spread) return dto;
  dto.grade_mean = trip.grades.spread->mean_tenths / 10.0;
  dto.grade_median = trip.grades.spread->median_hundredths / 100.0;
  dto.grade_distribution = distribution_of(*trip.grades.spread);
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
    {"capacity", "limit of the pool participants; empty: unlimited"},
    {"grades", "number of grades"},
    {"grade_mean", "rounded half up to one decimal, from 3 grades on, as all up to grades_6"},
    {"grade_median", "exact"},
    {"grades_1", "1.0 to 1.5"},
    {"grades_2", "1.6 to 2.5"},
    {"grades_3", "2.6 to 3.5"},
    {"grades_4", "3.6 to 4.5"},
    {"grades_5", "4.6 to 5.5"},
    {"grades_6", "5.6 to 6.0"},
    {"response_rate", "grades / heads of all companies who came, else who are confirmed, as a fraction"},
    {"would_go_again", "of those who said so, as a fraction"},
    {"price", "base price of a traveller"},
    {"price_currency", "its currency"},
    {"margin", "of the trip's budget; to organizers, empty to everybody else"},
    {"margin_currency", "its currency"},
};

Cell amount(const std::optional<core::Money>& money) { return money ? Cell(core::amount_text(*money)) : Cell(); }
Cell currency(const std::optional<core::Money>& money) { return money ? Cell(money->currency) : Cell(); }

Table to_table(const TripsDto& dto) {
  Table table(columns);
  for (const auto& row : dto.trips) {
    std::vector<Cell> cells{row.series,
                            row.event_id.text(),
                            row.name,
                            std::int64_t{row.edition_year},
                            row.starts_on,
                            row.ends_on,
                            row.city,
                            row.country,
                            std::string(to_text(row.status)),
                            row.complete,
                            cell(row.companies),
                            cell(row.participants),
                            cell(row.capacity),
                            row.grades,
                            cell(row.grade_mean),
                            cell(row.grade_median)};
    append_bands(cells, row.grade_distribution);
    cells.insert(cells.end(), {cell(row.response_rate), cell(row.would_go_again), amount(row.price),
                               currency(row.price), amount(row.margin), currency(row.margin)});
    table.add_row(std::move(cells));
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
      "Companies and participants are those of the attendance trend, trip by trip. In rows and CSV a column for each band of "
      "grades stands for the distribution.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_trips_routes(pipeline::RouteTable& table, EventGradesService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/statistics/trips",
                   .operation_id = "getTrips",
                   .tag = "statistics",
                   .summary = "Study trips side by side: companies, heads, places, grades, price and margin",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = only_years(),
                   .answers = table_answers("The trips", json::schema<TripsDto>()),
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
