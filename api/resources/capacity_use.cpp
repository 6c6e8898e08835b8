#include "api/resources/capacity_use.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/events.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/capacity_use_service.hpp"

namespace tagwerk::statistics {

static const json::Object<PoolUse>& shape(json::Tag<PoolUse>) {
  static const auto object =
      json::Object<PoolUse>("PoolUse", "A kind of place, and how much of it was used")
          .required("pool", &PoolUse::key)
          .nullable("limit", &PoolUse::limit, json::about("null: unlimited"))
          .required("overbook", &PoolUse::overbook)
          .required("confirmed", &PoolUse::confirmed)
          .required("waitlisted", &PoolUse::waitlisted)
          .nullable("use", &PoolUse::use,
                    json::about("confirmed / limit; null where no head is confirmed").like("0.75"))
          .nullable(
              "came", &PoolUse::came,
              json::about("Of a completed event: heads let in, or their companies; null: not watched, or another pool"))
          .nullable("came_use", &PoolUse::came_use, json::about("came / limit"));
  return object;
}

static const json::Object<TalkUse>& shape(json::Tag<TalkUse>) {
  static const auto object =
      json::Object<TalkUse>("TalkUse", "Tables for talks, and how much of them was used")
          .required("slots", &TalkUse::slots)
          .required("tables", &TalkUse::tables, json::about("Common ones"))
          .required("offered", &TalkUse::offered, json::about("slots × tables"))
          .nullable("planned", &TalkUse::planned,
                    json::about("With a slot in the published plan; null, as all below: none is published"))
          .nullable("at_common", &TalkUse::at_common, json::about("Of those at common tables"))
          .nullable("held", &TalkUse::held, json::about("Of those planned, recorded as held"))
          .nullable("not_recorded", &TalkUse::not_recorded, json::about("Of those planned, not known"))
          .nullable("utilisation", &TalkUse::utilisation, json::about("at_common / offered").like("0.5"));
  return object;
}

static const json::Object<CapacityUse>& shape(json::Tag<CapacityUse>) {
  using Dto = CapacityUse;
  static const auto object = json::Object<Dto>("EventCapacityUse", "What an event offers, and how much of it was used")
                                 .required("event_id", &Dto::event)
                                 .required("name", &Dto::name)
                                 .required("edition_year", &Dto::year)
                                 .required("starts_on", &Dto::starts_on)
                                 .required("status", &Dto::status)
                                 .required("pools", &Dto::pools, json::about("As in /events/{event_id}/capacity"))
                                 .nullable("talks", &Dto::talks, json::about("null: it has no settings for talks"));
  return object;
}

}  // namespace tagwerk::statistics

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::CapacityUse;
using statistics::CapacityUseService;

struct CapacityUseDto {
  std::string series;
  std::vector<CapacityUse> events;
};
const json::Object<CapacityUseDto>& shape(json::Tag<CapacityUseDto>) {
  static const auto object =
      json::Object<CapacityUseDto>("CapacityUse", "A series, event by event; cancelled ones are left out")
          .required("series", &CapacityUseDto::series)
          .required("events", &CapacityUseDto::events, json::about("By their first day"));
  return object;
}

constexpr Column columns[] = {
    {"series", "key of the series"},
    {"event_id", "the event"},
    {"name", "its name"},
    {"edition_year", "its year"},
    {"starts_on", "its first day"},
    {"status", "planned, open, closed or completed"},
    {"what", "pool: a row of a pool; talks: one of the tables for talks"},
    {"pool", "its key, as all to came_use of rows of pools only"},
    {"limit", "empty: unlimited"},
    {"overbook", "places given away on purpose beyond the limit"},
    {"confirmed", "places"},
    {"waitlisted", "places"},
    {"use", "confirmed / limit, as a fraction"},
    {"came", "of a completed event: heads let in, or their companies"},
    {"came_use", "came / limit, as a fraction"},
    {"slots", "as all below of rows of talks only"},
    {"tables", "common ones"},
    {"offered", "slots × tables"},
    {"planned", "talks with a slot in the published plan"},
    {"at_common", "of those at common tables"},
    {"held", "recorded as held"},
    {"not_recorded", "not known"},
    {"utilisation", "at_common / offered, as a fraction"},
};
constexpr std::size_t columns_of_pools = 8;
constexpr std::size_t columns_of_talks = 8;

void fill(std::vector<Cell>& cells, std::size_t count) { cells.resize(cells.size() + count); }

Table to_table(const CapacityUseDto& dto) {
  Table table(columns);
  for (const auto& event : dto.events) {
    const std::vector<Cell> head{dto.series,      event.event.text(),
                                 event.name,      std::int64_t{event.year},
                                 event.starts_on, std::string(to_text(event.status))};
    for (const auto& pool : event.pools) {
      auto cells = head;
      cells.insert(cells.end(), {std::string("pool"), pool.key, cell(pool.limit), pool.overbook, pool.confirmed,
                                 pool.waitlisted, cell(pool.use), cell(pool.came), cell(pool.came_use)});
      fill(cells, columns_of_talks);
      table.add_row(std::move(cells));
    }
    if (!event.talks) continue;
    const auto& talks = *event.talks;
    auto cells = head;
    cells.emplace_back(std::in_place_type<std::string>, "talks");
    fill(cells, columns_of_pools);
    cells.insert(cells.end(), {talks.slots, talks.tables, talks.offered, cell(talks.planned), cell(talks.at_common),
                               cell(talks.held), cell(talks.not_recorded), cell(talks.utilisation)});
    table.add_row(std::move(cells));
  }
  return table;
}

core::Result<http::Response> answer(CapacityUseService& service, Exchange& x) {
  const auto series = x.text("series").value_or("");
  auto told = service.use(x.call(), series, year_of(x, "from"), year_of(x, "to"));
  if (!told) return told.error();
  const CapacityUseDto dto{.series = series, .events = *std::move(told)};
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Pools as they are now, of events that are not cancelled. Talks are those of the published plan; slots and tables are as the "
      "settings are now. In rows and CSV an event has a row for each pool and, where it has talks, one for them.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_capacity_use_routes(pipeline::RouteTable& table, CapacityUseService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/statistics/capacity",
                   .operation_id = "getCapacityUse",
                   .tag = "statistics",
                   .summary = "How much of their places and of the tables for talks the events of a series used",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = series_and_years(),
                   .answers = table_answers("The use", json::schema<CapacityUseDto>()),
                   .errors = {&core::not_found},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
