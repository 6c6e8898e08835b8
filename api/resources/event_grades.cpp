#include "api/resources/event_grades.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/json/inherited.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/grade_distribution.hpp"
#include "api/resources/series.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/event_grades_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::EventGradesService;
using statistics::GradeFigures;

/// What event and year have in common.
struct FiguresOfGrades {
  std::int64_t n = 0;
  std::optional<double> mean;
  std::optional<double> median;
  std::optional<double> lower_quartile;
  std::optional<double> upper_quartile;
  std::optional<double> deviation;
  std::optional<GradeDistributionDto> distribution;
  std::optional<std::int64_t> participants;
  std::optional<double> response_rate;
};

struct EventGradesDto : FiguresOfGrades {
  core::EventId event_id;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  events::SeriesKind kind = events::SeriesKind::other;
};
struct YearGradesDto : FiguresOfGrades {
  int year = 0;
  std::int64_t events = 0;
};

template <class Dto>
json::Object<Dto> with_figures(json::Object<Dto> object) {
  return std::move(object)
      .required("n", json::inherited<Dto>(&Dto::n), json::about("Number of grades"))
      .nullable("mean", json::inherited<Dto>(&Dto::mean),
                json::about("Rounded half up to one decimal; below 3 grades only n is shown"))
      .nullable("median", json::inherited<Dto>(&Dto::median), json::about("Exact"))
      .nullable("lower_quartile", json::inherited<Dto>(&Dto::lower_quartile),
                json::about("Median of the better half, with the middle grade where there is one"))
      .nullable("upper_quartile", json::inherited<Dto>(&Dto::upper_quartile), json::about("Median of the other half"))
      .nullable("deviation", json::inherited<Dto>(&Dto::deviation),
                json::about("Standard deviation of the grades given, two decimals"))
      .nullable("distribution", json::inherited<Dto>(&Dto::distribution))
      .nullable("participants", json::inherited<Dto>(&Dto::participants),
                json::about("Heads of all companies who came, else who are confirmed"))
      .nullable("response_rate", json::inherited<Dto>(&Dto::response_rate),
                json::about("n / participants; above 1 where places were given back after a grade").like("0.4"));
}

const json::Object<EventGradesDto>& shape(json::Tag<EventGradesDto>) {
  using Dto = EventGradesDto;
  static const auto object = with_figures(json::Object<Dto>("EventGrades", "The grades of an event")
                                              .required("event_id", &Dto::event_id)
                                              .required("name", &Dto::name)
                                              .required("edition_year", &Dto::edition_year)
                                              .required("starts_on", &Dto::starts_on)
                                              .required("kind", &Dto::kind, json::about("Of its series")));
  return object;
}
const json::Object<YearGradesDto>& shape(json::Tag<YearGradesDto>) {
  using Dto = YearGradesDto;
  static const auto object =
      with_figures(json::Object<Dto>("YearGrades",
                                     "All grades of a year's events laid together; hidden where events without a "
                                     "mean have fewer than 3 grades together")
                       .required("year", &Dto::year)
                       .required("events", &Dto::events, json::about("That have grades")));
  return object;
}

struct SeriesGradesDto {
  std::string series;
  std::vector<EventGradesDto> events;
  std::vector<YearGradesDto> years;
};
const json::Object<SeriesGradesDto>& shape(json::Tag<SeriesGradesDto>) {
  static const auto object =
      json::Object<SeriesGradesDto>("SeriesGrades", "What participants thought, edition by edition")
          .required("series", &SeriesGradesDto::series)
          .required("events", &SeriesGradesDto::events, json::about("That have grades, by their first day"))
          .required("years", &SeriesGradesDto::years);
  return object;
}

void put(FiguresOfGrades& dto, const GradeFigures& figures) {
  dto.n = figures.summary.n;
  dto.participants = figures.participants;
  dto.response_rate = figures.response_rate;
  if (!figures.summary.spread || !figures.dispersion) return;
  dto.mean = figures.summary.spread->mean_tenths / 10.0;
  dto.median = figures.summary.spread->median_hundredths / 100.0;
  dto.lower_quartile = figures.dispersion->lower_quartile_hundredths / 100.0;
  dto.upper_quartile = figures.dispersion->upper_quartile_hundredths / 100.0;
  dto.deviation = figures.dispersion->deviation_hundredths / 100.0;
  dto.distribution = distribution_of(*figures.summary.spread);
}

SeriesGradesDto to_dto(const statistics::SeriesGrades& told) {
  SeriesGradesDto dto{.series = told.series_key, .events = {}, .years = {}};
  dto.events.reserve(told.events.size());
  for (const auto& one : told.events) {
    auto& row = dto.events.emplace_back();
    row.event_id = one.event.event;
    row.name = one.event.name;
    row.edition_year = one.event.year;
    row.starts_on = one.event.starts_on;
    row.kind = told.kind;
    put(row, one.figures);
  }
  dto.years.reserve(told.years.size());
  for (const auto& one : told.years) {
    auto& row = dto.years.emplace_back();
    row.year = one.year;
    row.events = one.events;
    put(row, one.figures);
  }
  return dto;
}

constexpr Column columns[] = {
    {"series", "key of the series"},
    {"event_id", "the event"},
    {"name", "its name"},
    {"edition_year", "its year"},
    {"starts_on", "its first day"},
    {"kind", "of the series"},
    {"n", "number of grades"},
    {"mean", "rounded half up to one decimal, from 3 grades on, as all below but the last two"},
    {"median", "exact"},
    {"lower_quartile", "median of the better half"},
    {"upper_quartile", "median of the other half"},
    {"deviation", "standard deviation of the grades given"},
    {"grades_1", "1.0 to 1.5"},
    {"grades_2", "1.6 to 2.5"},
    {"grades_3", "2.6 to 3.5"},
    {"grades_4", "3.6 to 4.5"},
    {"grades_5", "4.6 to 5.5"},
    {"grades_6", "5.6 to 6.0"},
    {"participants", "heads of all companies who came, else who are confirmed"},
    {"response_rate", "n / participants, as a fraction"},
};

Table to_table(const SeriesGradesDto& dto) {
  Table table(columns);
  for (const auto& row : dto.events) {
    std::vector<Cell> cells{dto.series,
                            row.event_id.text(),
                            row.name,
                            std::int64_t{row.edition_year},
                            row.starts_on,
                            std::string(to_text(row.kind)),
                            row.n,
                            cell(row.mean),
                            cell(row.median),
                            cell(row.lower_quartile),
                            cell(row.upper_quartile),
                            cell(row.deviation)};
    append_bands(cells, row.distribution);
    cells.insert(cells.end(), {cell(row.participants), cell(row.response_rate)});
    table.add_row(std::move(cells));
  }
  return table;
}

core::Result<http::Response> answer(EventGradesService& service, Exchange& x) {
  const auto told = service.grades(x.call(), x.text("series").value_or(""), year_of(x, "from"), year_of(x, "to"));
  if (!told) return told.error();
  const auto dto = to_dto(*told);
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Events that are cancelled are left out, and so are those without grades. A year has all grades of its events laid together, "
      "never a mean of means; years are in JSON only.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_event_grades_routes(pipeline::RouteTable& table, EventGradesService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/statistics/grades",
                   .operation_id = "getSeriesGrades",
                   .tag = "statistics",
                   .summary = "Grades over the editions of a series, with their number, spread and response",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = series_and_years(),
                   .answers = table_answers("The grades", json::schema<SeriesGradesDto>()),
                   .errors = {&core::not_found},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
