#include <optional>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/editions.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/editions_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::EditionsService;
using statistics::RetentionYear;

struct RetentionYearDto {
  int year = 0;
  bool complete = false;
  std::optional<int> since_year;
  std::int64_t companies = 0;
  std::int64_t returning = 0;
  std::int64_t fresh = 0;
  std::int64_t reactivated = 0;
  std::optional<std::int64_t> lapsed;
  std::optional<double> retention;
  std::int64_t first_timers = 0;
};
const json::Object<RetentionYearDto>& shape(json::Tag<RetentionYearDto>) {
  using Dto = RetentionYearDto;
  static const auto object =
      json::Object<Dto>("RetentionYear",
                        "One edition year; companies = returning + new + reactivated, and those of since_year = "
                        "returning + lapsed")
          .required("year", &Dto::year)
          .required("complete", &Dto::complete, json::about("As in the attendance trend"))
          .nullable("since_year", &Dto::since_year, json::about("The nearest earlier year that has companies"))
          .required("companies", &Dto::companies, json::about("Different partner companies with a counted head"))
          .required("returning", &Dto::returning, json::about("Also there in since_year"))
          .required("new", &Dto::fresh, json::about("In no earlier year of the series"))
          .required("reactivated", &Dto::reactivated, json::about("There earlier, but not in since_year"))
          .nullable("lapsed", &Dto::lapsed,
                    json::about("There in since_year and not in this one; of a year that is not complete: not yet"))
          .nullable("retention", &Dto::retention, json::about("returning / companies of since_year").like("0.6667"))
          .required("first_timers", &Dto::first_timers,
                    json::about("Of the new ones those that had not been at an earlier event of any series"));
  return object;
}

struct RetentionDto {
  std::string series;
  core::Instant as_of;
  std::vector<RetentionYearDto> years;
};
const json::Object<RetentionDto>& shape(json::Tag<RetentionDto>) {
  static const auto object =
      json::Object<RetentionDto>("Retention", "Which companies came again; years of which none is known are left out")
          .required("series", &RetentionDto::series)
          .required("as_of", &RetentionDto::as_of)
          .required("years", &RetentionDto::years);
  return object;
}

RetentionYearDto to_dto(const RetentionYear& year) {
  return {.year = year.year,
          .complete = year.complete,
          .since_year = year.since_year,
          .companies = year.companies,
          .returning = year.returning,
          .fresh = year.fresh,
          .reactivated = year.reactivated,
          .lapsed = year.lapsed,
          .retention = year.retention,
          .first_timers = year.first_timers};
}

constexpr Column columns[] = {
    {"series", "key of the series"},
    {"year", "edition year"},
    {"complete", "whether the year is over"},
    {"since_year", "the nearest earlier year that has companies"},
    {"companies", "different partner companies with a counted head"},
    {"returning", "also there in since_year"},
    {"new", "in no earlier year of the series"},
    {"reactivated", "there earlier, but not in since_year"},
    {"lapsed", "there in since_year and not in this one"},
    {"retention", "returning / companies of since_year, as a fraction"},
    {"first_timers", "new ones that had not been at an earlier event of any series"},
};

Table to_table(const RetentionDto& dto) {
  Table table(columns);
  for (const auto& row : dto.years) {
    const auto since = row.since_year ? std::optional<std::int64_t>(*row.since_year) : std::optional<std::int64_t>();
    table.add_row({dto.series, std::int64_t{row.year}, row.complete, cell(since), row.companies, row.returning,
                   row.fresh, row.reactivated, cell(row.lapsed), cell(row.retention), row.first_timers});
  }
  return table;
}

core::Result<http::Response> answer(EditionsService& service, Exchange& x) {
  const auto told = service.retention(x.call(), x.text("series").value_or(""), year_of(x, "from"), year_of(x, "to"));
  if (!told) return told.error();
  RetentionDto dto{.series = told->series_key, .as_of = told->as_of, .years = {}};
  dto.years.reserve(told->years.size());
  for (const auto& year : told->years) dto.years.push_back(to_dto(year));
  const auto figures = dto.series + json::to_json(dto.years);
  return json_or_table_as_of(
      x, figures, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Companies of role partner with a counted head at an event of the year that is not cancelled: of a completed event who was let "
      "in, where anybody was, else those with confirmed heads. Figures recorded from outside name nobody, so such a year is left out "
      "and not compared with.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_retention_routes(pipeline::RouteTable& table, EditionsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/statistics/retention",
                   .operation_id = "getRetention",
                   .tag = "statistics",
                   .summary = "Which companies came again, year by year: returning, new, reactivated, lapsed",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = series_and_years(),
                   .answers = table_answers("The retention", json::schema<RetentionDto>()),
                   .errors = {&core::not_found},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
