#include "api/resources/trip_host_list.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/table.hpp"
#include "api/resources/trip_itinerary_dto.hpp"
#include "engine/trips/host_list_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::trips {

static const json::Object<ExpectedGuest>& shape(json::Tag<ExpectedGuest>) {
  static const auto object =
      json::Object<ExpectedGuest>("HostListGuest", "What a host needs to know of one who comes")
          .required("family_name", &ExpectedGuest::family_name)
          .required("given_name", &ExpectedGuest::given_name)
          .required("company", &ExpectedGuest::company, json::about("Its name"))
          .nullable("group", &ExpectedGuest::group, json::about("Its name; null: none, or not yet"));
  return object;
}

static const json::Object<DietaryNeed>& shape(json::Tag<DietaryNeed>) {
  static const auto object = json::Object<DietaryNeed>("HostListDiet", "What has to be on the table for some")
                                 .required("need", &DietaryNeed::need, json::about("As they said it"))
                                 .required("heads", &DietaryNeed::heads);
  return object;
}

static const json::Object<Diets>& shape(json::Tag<Diets>) {
  static const auto object =
      json::Object<Diets>("HostListDiets", "What those who are expected eat, without names")
          .required("needs", &Diets::needs, json::about("The most frequent first"))
          .required("none", &Diets::none, json::about("Heads who said that they need nothing else"))
          .required("unknown", &Diets::unknown, json::about("Heads who have not said, or have no name yet"));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using trips::HostListService;

struct HostListDto {
  DraftItemDto item;
  std::string place_name;
  std::int64_t expected = 0;
  std::int64_t unnamed = 0;
  bool over_limit = false;
  std::vector<trips::ExpectedGuest> guests;
  std::optional<trips::Diets> diets;
};
const json::Object<HostListDto>& shape(json::Tag<HostListDto>) {
  using Dto = HostListDto;
  static const auto object =
      json::Object<Dto>("HostList", "Whom the host of an item may expect: names, and nothing that he does not need")
          .required("item", &Dto::item, json::about("With host, limit and the day by which names have to be there"))
          .required("place_name", &Dto::place_name)
          .required("expected", &Dto::expected, json::about("Heads, named or not"))
          .required("unnamed", &Dto::unnamed, json::about("Of these"))
          .required("over_limit", &Dto::over_limit, json::about("More are expected than the item admits"))
          .required("guests", &Dto::guests, json::about("Those with a name: by group, family name, given name"))
          .nullable("diets", &Dto::diets, json::about("null: it is no meal"));
  return object;
}

HostListDto to_dto(const trips::HostList& list) {
  return {.item = draft_item(list.item, list.span),
          .place_name = list.place_name,
          .expected = list.expected,
          .unnamed = list.unnamed,
          .over_limit = list.is_over_limit(),
          .guests = list.guests,
          .diets = list.diets};
}

constexpr Column columns[] = {
    {"family_name", "of who comes"},
    {"given_name", "likewise"},
    {"company", "its name"},
    {"group", "its name; empty: none, or not yet"},
};

Table to_table(const HostListDto& dto) {
  Table table(columns);
  for (const auto& guest : dto.guests)
    table.add_row({guest.family_name, guest.given_name, guest.company, cell(guest.group)});
  return table;
}

core::Result<http::Response> list_for_host(HostListService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto list = service.find(x.call(), *event, x.path("item_key"));
  if (!list) return list.error();
  const auto dto = to_dto(*list);
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Of an item of the itinerary's draft, for hosts want names before anything is published. Expected is who has a confirmed "
      "place; of an item that is not for everybody who is assigned to it, as soon as anybody is. Documents, addresses and "
      "telephone numbers are not in it; what is eaten is counted without names. As a table it has the named guests.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_trip_host_list_routes(pipeline::RouteTable& table, HostListService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/trip/itinerary/{item_key}/list",
                   .operation_id = "getTripHostList",
                   .tag = "trips",
                   .summary = "The list of travellers for the host of an item: names, companies and groups",
                   .description = description(),
                   .roles = access::organizers,
                   .query = {format_parameter()},
                   .answers = table_answers("The list", json::schema<HostListDto>()),
                   .errors = {&trips::not_a_study_trip},
                   .handle = [&service](Exchange& x) { return list_for_host(service, x); }});
}

}  // namespace tagwerk::resources
