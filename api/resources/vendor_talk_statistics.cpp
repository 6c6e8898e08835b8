#include "api/resources/vendor_talk_statistics.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/table.hpp"
#include "api/resources/talk_figures.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/vendor_talks_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::VendorTalks;
using statistics::VendorTalksService;

struct VendorTalksRowDto {
  int year = 0;
  bool complete = false;
  core::CompanyId company;
  std::string name;
  TalkFiguresDto talks;
};
const json::Object<VendorTalksRowDto>& shape(json::Tag<VendorTalksRowDto>) {
  static const auto object =
      json::Object<VendorTalksRowDto>("VendorTalksOfYear", "The talks of a vendor in an edition year")
          .required("year", &VendorTalksRowDto::year)
          .required("complete", &VendorTalksRowDto::complete, json::about("As in the attendance trend"))
          .required("company_id", &VendorTalksRowDto::company)
          .required("company", &VendorTalksRowDto::name)
          .required("talks", &VendorTalksRowDto::talks,
                    json::about("events: those of this vendor; partners: those of the whole year"));
  return object;
}

struct VendorTalksDto {
  std::string series;
  std::vector<VendorTalksRowDto> vendors;
};
const json::Object<VendorTalksDto>& shape(json::Tag<VendorTalksDto>) {
  static const auto object =
      json::Object<VendorTalksDto>("VendorTalks",
                                   "One row per year and vendor; years without published talks are not in it")
          .required("series", &VendorTalksDto::series)
          .required("vendors", &VendorTalksDto::vendors, json::about("By year, then by id of the company"));
  return object;
}

VendorTalksDto to_dto(const VendorTalks& told) {
  VendorTalksDto dto{.series = told.series_key, .vendors = {}};
  for (const auto& year : told.years) {
    for (const auto& vendor : year.vendors) {
      dto.vendors.push_back({.year = year.year,
                             .complete = told.complete.contains(year.year),
                             .company = vendor.vendor,
                             .name = told.names.at(vendor.vendor),
                             .talks = resources::to_dto(vendor.figures)});
    }
  }
  return dto;
}

constexpr auto columns = with_talk_columns(std::array{
    Column{"series", "key of the series"}, Column{"year", "edition year"},
    Column{"complete", "whether the year is over"}, Column{"company_id", "the vendor"}, Column{"company", "its name"}});

Table to_table(const VendorTalksDto& dto) {
  Table table(columns);
  for (const auto& row : dto.vendors) {
    std::vector<Cell> cells{dto.series, std::int64_t{row.year}, row.complete, row.company.text(), row.name};
    const auto talks = talk_cells(row.talks);
    cells.insert(cells.end(), talks.begin(), talks.end());
    table.add_row(std::move(cells));
  }
  return table;
}

core::Result<http::Response> answer(VendorTalksService& service, Exchange& x) {
  const auto told = service.talks(x.call(), x.text("series").value_or(""), year_of(x, "from"), year_of(x, "to"));
  if (!told) return told.error();
  const auto dto = to_dto(*told);
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Of the events of a year that are not cancelled and have a published plan of talks: each vendor that takes part, or has a "
      "wish or a talk there. A vendor is the side of a talk that is no partner, by the role that it has today. What nobody recorded is "
      "not known, and so are talks still to come.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_vendor_talk_statistics_routes(pipeline::RouteTable& table, VendorTalksService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/statistics/vendors/talks",
       .operation_id = "getVendorTalks",
       .tag = "statistics",
       .summary = "The talks of each vendor of a series, year by year: wished, planned, held, partners reached, grades",
       .description = description(),
       .roles = access::staff_and_viewers,
       .query = series_and_years(),
       .answers = table_answers("The talks of vendors", json::schema<VendorTalksDto>()),
       .errors = {&core::not_found},
       .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
