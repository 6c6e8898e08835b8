#include "api/resources/trip_sub_groups.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/answer_language.hpp"
#include "api/resources/table.hpp"
#include "api/resources/trip_group_dto.hpp"
#include "api/resources/trip_roles.hpp"
#include "engine/trips/sub_group_errors.hpp"
#include "engine/trips/sub_group_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using pipeline::QueryParameter;
using trips::SubGroupService;

constexpr const char* all_of_them = "/api/v1/events/{event_id}/trip/sub-groups";
constexpr std::size_t places_limit_bytes = 8 * 1024 * 1024;  // 40,000 places of 200 bytes

struct PlaceBody {
  core::ParticipantId participant_id;
  std::string item;
  std::optional<std::string> group;
  std::optional<bool> fixed;
};
const json::Object<PlaceBody>& shape(json::Tag<PlaceBody>) {
  static const auto object =
      json::Object<PlaceBody>("NewTripGroupPlace", "A traveller in a group")
          .required("participant_id", &PlaceBody::participant_id)
          .required("item", &PlaceBody::item, json::format(json::Format::key).about("Its key"))
          .nullable("group", &PlaceBody::group,
                    json::format(json::Format::key).about("Its key; null: the item has no sub-groups"))
          .nullable("fixed", &PlaceBody::fixed, json::about("No plan moves him; false where it is left out"));
  return object;
}

struct PlacesBody {
  std::vector<PlaceBody> places;
};
const json::Object<PlacesBody>& shape(json::Tag<PlacesBody>) {
  static const auto object =
      json::Object<PlacesBody>("NewTripSubGroups", "Who is in which group; whoever is not named is in none")
          .required("places", &PlacesBody::places, json::items(0, trips::max_group_places));
  return object;
}

struct PlanBody {
  std::optional<int> time_limit_ms;
};
const json::Object<PlanBody>& shape(json::Tag<PlanBody>) {
  static const auto object =
      json::Object<PlanBody>("NewTripSubGroupPlan", "How the plan is made")
          .optional("time_limit_ms", &PlanBody::time_limit_ms,
                    json::range(1, trips::max_group_search_ms)
                        .about("How long it may be searched; 1000 where it is left out. What is fair is exact anyway"));
  return object;
}

std::vector<trips::PlaceWish> to_nouns(PlacesBody body) {
  std::vector<trips::PlaceWish> places;
  places.reserve(body.places.size());
  for (auto& one : body.places) {
    places.push_back(
        {.traveller = one.participant_id,
         .place = {.item = std::move(one.item), .group = std::move(one.group), .is_fixed = one.fixed.value_or(false)}});
  }
  return places;
}

constexpr Column columns[] = {
    {"item", "key of the item"},
    {"title", "its title"},
    {"group", "key of the group; empty: the item has no sub-groups"},
    {"group_name", "its name"},
    {"company", "name of the traveller's company"},
    {"given_name", "empty: nobody is named yet"},
    {"family_name", "likewise"},
};

Table to_table(const SubGroupsDto& dto) {
  Table table(columns);
  for (const auto& item : dto.items) {
    for (const auto& group : item.groups) {
      for (const auto& one : group.travellers) {
        table.add_row({item.item, item.title, cell(group.group), cell(group.name), one.company_name,
                       cell(one.given_name), cell(one.family_name)});
      }
    }
  }
  return table;
}

core::Result<http::Response> get(SubGroupService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto told = service.get(x.call(), *event);
  if (!told) return told.error();
  const auto dto = to_dto(*told);
  if (table_form(x) == TableForm::json) return std::move(pipeline::ok(dto, told->version).with("vary", "Accept"));
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

core::Result<http::Response> put(SubGroupService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  auto body = x.body<PlacesBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto told = service.put(x.call(), *event, to_nouns(*std::move(body)), *version);
  if (!told) return told.error();
  return pipeline::ok(to_dto(*told), told->version);
}

core::Result<http::Response> plan(SubGroupService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<PlanBody>();
  if (!body) return body.error();
  const std::chrono::milliseconds time_limit(body->time_limit_ms.value_or(trips::default_group_search_ms));
  const auto made = service.plan(x.call(), *event, time_limit, x.flag("dry_run"));
  if (!made) return made.error();
  auto response = pipeline::ok(to_dto(*made, x.language()));
  tell_language(response, x.language());
  return response;
}

std::string_view description() {
  static const std::string text =
      "Of the items of the draft that have sub-groups, or are not for everybody. A company is told of those that are "
      "published too, its own travellers, and numbers of all. Tables have those who have a group.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_trip_sub_groups_routes(pipeline::RouteTable& table, SubGroupService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = all_of_them,
                   .operation_id = "getTripSubGroups",
                   .tag = "trips",
                   .summary = "Who is in which group of visits and buses",
                   .description = description(),
                   .roles = organizers_and_companies,
                   .query = {format_parameter()},
                   .answers = table_answers("Items with their groups", json::schema<SubGroupsDto>()),
                   .errors = {&trips::not_a_study_trip},
                   .never_304 = true,  // its version is of who is where, not of names and items
                   .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = all_of_them,
       .operation_id = "putTripSubGroups",
       .tag = "trips",
       .summary = "Say who is in which group",
       .description =
           "Replaces all of it. No limit is broken: of a group, and of an item over all its groups. Who does not wish to take "
           "part in an item that is not for everybody is put there with `fixed`, which no plan changes. Each broken rule is in "
           "`errors`, in a sentence.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<PlacesBody>(places_limit_bytes),
       .answers = {{200, "The groups as they are now", json::schema<SubGroupsDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::sub_groups_break_rules, &trips::sub_group_violation,
                  &trips::no_such_grouped_item, &trips::no_such_group, &core::reference_not_found},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put(service, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/events/{event_id}/trip/sub-groups/plan",
       .operation_id = "planTripSubGroups",
       .tag = "trips",
       .summary = "Put all travellers into groups, as they wish it and fair over the trip",
       .description =
           "Who is fixed stays. In this order: as few as can be are without a group; as few as can be get none of their first "
           "choices; the most that one traveller loses is as small as can be; the sum of ranks. `proved` says that no plan is "
           "better, `bound` how far from the best it is at most. Nothing is kept where something changed meanwhile (409), and "
           "with `?dry_run=true`.",
       .roles = access::organizers,
       .query = {{.name = "dry_run",
                  .kind = QueryParameter::Kind::boolean,
                  .description = "true: only say what the plan would be"}},
       .body = pipeline::BodyRule::optional_json<PlanBody>(),
       .answers = {{200, "The plan", json::schema<SubGroupPlanDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::groups_beyond_item, &trips::too_much_to_assign,
                  &trips::sub_groups_break_rules, &trips::sub_group_violation, &trips::sub_groups_changed,
                  &trips::sub_groups_busy},
       .handle = [&service](Exchange& x) { return plan(service, x); }});
}

}  // namespace tagwerk::resources
