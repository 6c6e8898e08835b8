#include "api/resources/reach.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/table.hpp"
#include "engine/statistics/reach_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::LoyalCompany;
using statistics::ReachOfSeries;
using statistics::ReachReport;
using statistics::ReachService;

struct ReachRowDto {
  std::optional<std::string> series;
  std::int64_t events = 0;
  std::optional<std::int64_t> visitors;
  std::optional<double> share;
  std::optional<std::int64_t> first_timers;
  std::optional<std::int64_t> pairs_met;
  std::optional<double> density;
};
const json::Object<ReachRowDto>& shape(json::Tag<ReachRowDto>) {
  using Dto = ReachRowDto;
  static const auto object =
      json::Object<Dto>("ReachOfSeries", "Of one series, or of all together; null without an event that has heads")
          .nullable("series", &Dto::series, json::about("Its key; null: all series together"))
          .required("events", &Dto::events, json::about("That began in the 12 months and have a counted head"))
          .nullable("visitors", &Dto::visitors, json::about("Different active companies with a visit at one of them"))
          .nullable("share", &Dto::share, json::about("visitors / active_companies").like("0.6667"))
          .nullable("first_timers", &Dto::first_timers,
                    json::about("Of the visitors those that had not been at an earlier event of any series"))
          .nullable("pairs_met", &Dto::pairs_met,
                    json::about("Pairs of active companies that were at one event at least together"))
          .nullable("density", &Dto::density, json::about("pairs_met / all pairs of active companies").like("0.3333"));
  return object;
}

struct LoyalDto {
  core::CompanyId company;
  std::string name;
  std::int64_t visits = 0;
  std::int64_t editions = 0;
};
const json::Object<LoyalDto>& shape(json::Tag<LoyalDto>) {
  static const auto object =
      json::Object<LoyalDto>("LoyalCompany", "An active company that came often, of all time until as_of")
          .required("company_id", &LoyalDto::company)
          .required("company", &LoyalDto::name)
          .required("visits", &LoyalDto::visits, json::about("Events at which it was"))
          .required("editions", &LoyalDto::editions, json::about("Different editions: series and edition year"));
  return object;
}

struct ReachDto {
  std::optional<std::string> series;
  core::Date as_of;
  std::int64_t active_companies = 0;
  std::vector<ReachRowDto> reach;
  std::vector<LoyalDto> loyal;
};
const json::Object<ReachDto>& shape(json::Tag<ReachDto>) {
  static const auto object =
      json::Object<ReachDto>("Reach", "How many partner companies the events of 12 months reach")
          .nullable("series", &ReachDto::series, json::about("As asked for"))
          .required("as_of", &ReachDto::as_of, json::about("The last day of the 12 months"))
          .required("active_companies", &ReachDto::active_companies,
                    json::about("Of role partner and not merged away, today"))
          .required("reach", &ReachDto::reach,
                    json::about("All series together, then each by its key; with ?series that one alone"))
          .required("loyal", &ReachDto::loyal,
                    json::about("At most 20: most visits first, then most editions, then by name"));
  return object;
}

ReachRowDto to_dto(const ReachOfSeries& row) {
  return {.series = row.series_key,
          .events = row.reach.events,
          .visitors = row.reach.visitors,
          .share = row.reach.share,
          .first_timers = row.reach.first_timers,
          .pairs_met = row.reach.pairs_met,
          .density = row.reach.density};
}

LoyalDto to_dto(const LoyalCompany& one) {
  return {.company = one.company, .name = one.name, .visits = one.visits, .editions = one.editions};
}

ReachDto to_dto(const ReachReport& told) {
  ReachDto dto{.series = told.series_key,
               .as_of = told.as_of,
               .active_companies = told.active_companies,
               .reach = {},
               .loyal = {}};
  dto.reach.reserve(told.reach.size());
  for (const auto& row : told.reach) dto.reach.push_back(to_dto(row));
  dto.loyal.reserve(told.loyal.size());
  for (const auto& one : told.loyal) dto.loyal.push_back(to_dto(one));
  return dto;
}

constexpr Column columns[] = {
    {"series", "key of the series; empty: all together"},
    {"as_of", "the last day of the 12 months"},
    {"active_companies", "partner companies that are not merged away"},
    {"events", "that began in the 12 months and have a counted head"},
    {"visitors", "different active companies with a visit"},
    {"share", "visitors / active_companies, as a fraction"},
    {"first_timers", "visitors that had not been at an earlier event of any series"},
    {"pairs_met", "pairs of active companies that were at one event at least together"},
    {"density", "pairs_met / all pairs of active companies, as a fraction"},
};

Table to_table(const ReachDto& dto) {
  Table table(columns);
  for (const auto& row : dto.reach) {
    table.add_row({cell(row.series), dto.as_of, dto.active_companies, row.events, cell(row.visitors), cell(row.share),
                   cell(row.first_timers), cell(row.pairs_met), cell(row.density)});
  }
  return table;
}

core::Result<http::Response> answer(ReachService& service, Exchange& x) {
  const auto told = service.reach(x.call(), x.text("series"), x.date("as_of"));
  if (!told) return told.error();
  const auto dto = to_dto(*told);
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "A visit is a counted head at an event that is not cancelled and began in the 12 months that end with as_of: of a completed "
      "event who was let in, where anybody was, else those with confirmed heads. An earlier as_of moves the window; roles and heads "
      "are those known today. Rows and CSV have the reach; who is loyal is in JSON only.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_reach_routes(pipeline::RouteTable& table, ReachService& service) {
  using Kind = pipeline::QueryParameter::Kind;
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/statistics/reach",
       .operation_id = "getReach",
       .tag = "statistics",
       .summary =
           "How many partner companies events of 12 months reach, who comes first and most often, and who can have met",
       .description = description(),
       .roles = access::staff_and_viewers,
       .query = {{.name = "series", .kind = Kind::key, .description = "Key of a series; left out: all of them"},
                 {.name = "as_of", .kind = Kind::date, .description = "The last day; left out: today"},
                 format_parameter()},
       .answers = table_answers("The reach", json::schema<ReachDto>()),
       .errors = {&core::not_found},
       .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
