#include "api/resources/vendor_statistics.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/table.hpp"
#include "api/resources/talk_figures.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/vendors_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::VendorStatisticsService;
using statistics::VendorTrend;

struct PackageDto {
  std::string package;
  std::int64_t vendors = 0;
};
const json::Object<PackageDto>& shape(json::Tag<PackageDto>) {
  static const auto object = json::Object<PackageDto>("VendorYearPackage", "Vendors of a year that had this package")
                                 .required("package", &PackageDto::package, json::about("Its key"))
                                 .required("vendors", &PackageDto::vendors);
  return object;
}

struct YearDto {
  int year = 0;
  bool complete = false;
  std::int64_t events = 0;
  std::int64_t vendors = 0;
  std::int64_t fresh = 0;
  std::int64_t returning = 0;
  std::int64_t regained = 0;
  std::optional<std::int64_t> lapsed;
  std::optional<int> since_year;
  std::vector<PackageDto> by_package;
  std::optional<TalkFiguresDto> talks;
};
const json::Object<YearDto>& shape(json::Tag<YearDto>) {
  static const auto object =
      json::Object<YearDto>("VendorYear", "One edition year; vendors = new + returning + regained")
          .required("year", &YearDto::year)
          .required("complete", &YearDto::complete, json::about("As in the attendance trend"))
          .required("events", &YearDto::events, json::about("Events of the year that are not cancelled"))
          .required("vendors", &YearDto::vendors, json::about("Different companies that booked or were confirmed"))
          .required("new", &YearDto::fresh, json::about("In no earlier year of the series"))
          .required("returning", &YearDto::returning, json::about("Also there in since_year"))
          .required("regained", &YearDto::regained, json::about("There earlier, but not in since_year"))
          .nullable(
              "lapsed", &YearDto::lapsed,
              json::about("There in since_year and not in this one; null: the year is not complete, or the first"))
          .nullable("since_year", &YearDto::since_year, json::about("The nearest earlier year that has vendors"))
          .required("by_package", &YearDto::by_package, json::about("By key; a vendor with two packages is in both"))
          .nullable("talks", &YearDto::talks, json::about("Of all vendors; null: no plan of talks is published"));
  return object;
}

struct TrendDto {
  std::string series;
  std::vector<YearDto> years;
};
const json::Object<TrendDto>& shape(json::Tag<TrendDto>) {
  static const auto object =
      json::Object<TrendDto>("VendorTrend", "Who took part, year by year; years without any vendor are left out")
          .required("series", &TrendDto::series)
          .required("years", &TrendDto::years);
  return object;
}

std::optional<TalkFiguresDto> talks_of(const VendorTrend& trend, int year) {
  const auto talks = trend.talks.find(year);
  return talks == trend.talks.end() ? std::nullopt : std::optional(resources::to_dto(talks->second));
}

TrendDto to_dto(const VendorTrend& trend) {
  TrendDto dto{.series = trend.series_key, .years = {}};
  for (const auto& year : trend.years) {
    YearDto row{.year = year.year,
                .complete = year.complete,
                .events = year.events,
                .vendors = year.vendors,
                .fresh = year.fresh,
                .returning = year.returning,
                .regained = year.regained,
                .lapsed = year.lapsed,
                .since_year = year.since_year,
                .by_package = {},
                .talks = talks_of(trend, year.year)};
    for (const auto& [package, vendors] : year.by_package) row.by_package.push_back({package, vendors});
    dto.years.push_back(std::move(row));
  }
  return dto;
}

constexpr auto columns = with_talk_columns(
    std::array{Column{"series", "key of the series"}, Column{"year", "edition year"},
               Column{"complete", "whether the year is over"}, Column{"events", "events that are not cancelled"},
               Column{"vendors", "different companies that booked or were confirmed"},
               Column{"new", "in no earlier year of the series"}, Column{"returning", "also there in since_year"},
               Column{"regained", "there earlier, but not in since_year"},
               Column{"lapsed", "there in since_year and not in this one; missing: not complete, or the first year"},
               Column{"since_year", "the nearest earlier year that has vendors"}});

Table to_table(const VendorTrend& trend) {
  Table table(columns);
  for (const auto& year : trend.years) {
    const auto since = year.since_year ? std::optional<std::int64_t>(*year.since_year) : std::optional<std::int64_t>();
    std::vector<Cell> cells{trend.series_key, std::int64_t{year.year}, year.complete, year.events,       year.vendors,
                            year.fresh,       year.returning,          year.regained, cell(year.lapsed), cell(since)};
    const auto talks = talk_cells(talks_of(trend, year.year));
    cells.insert(cells.end(), talks.begin(), talks.end());
    table.add_row(std::move(cells));
  }
  return table;
}

core::Result<http::Response> answer(VendorStatisticsService& service, Exchange& x) {
  const auto trend = service.trend(x.call(), x.text("series").value_or(""), year_of(x, "from"), year_of(x, "to"));
  if (!trend) return trend.error();
  return json_or_table(
      x, [&] { return json::to_json(to_dto(*trend)); }, [&] { return to_table(*trend); });
}

std::string_view description() {
  static const std::string text =
      "A vendor of a year is a company whose participation is booked or confirmed, at an event of that edition year which is "
      "not cancelled. A year without any is left out: of it nothing is known. Who has not booked in a year that is not complete "
      "may still do so, so `lapsed` is null there. Packages are in JSON only. Talks are those of events with a published plan; /statistics/vendors/talks has each vendor's.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_vendor_statistics_routes(pipeline::RouteTable& table, VendorStatisticsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/statistics/vendors",
                   .operation_id = "getVendorTrend",
                   .tag = "statistics",
                   .summary = "Which vendors took part in a series, year by year: new, returning, lapsed",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = series_and_years(),
                   .answers = table_answers("The trend", json::schema<TrendDto>()),
                   .errors = {&core::not_found},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
