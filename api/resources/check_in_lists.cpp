#include "api/resources/check_in_lists.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/registration/check_in_list_service.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

static std::span<const json::EnumName<Admits>> enum_names(json::Tag<Admits>) {
  static const auto names = json::names_from_text(all_admits);
  return names;
}

namespace {

constexpr auto list_name = json::text(1, max_list_name_length);
const auto list_admits = json::about(
    "Whose tickets are on it: all, those of registrations in `categories`, or all of registrations that have confirmed "
    "places in `pool`");
// Their number and their keys are checked by the noun, so that an item keeps its pointer.
const auto list_categories = json::items(1, max_list_categories).about("Keys; exactly when admits is categories");
const auto list_pool = json::format(json::Format::key).about("Key; exactly when admits is pool");

}  // namespace

static const json::Object<NewCheckInList>& shape(json::Tag<NewCheckInList>) {
  static const auto object =
      json::Object<NewCheckInList>("NewCheckInList", "A new check-in list")
          .required("key", &NewCheckInList::key, json::format(json::Format::key).like(R"("dinner")"))
          .required("name", &NewCheckInList::name, list_name)
          .required("admits", &NewCheckInList::admits, list_admits)
          .optional("categories", &NewCheckInList::categories, list_categories)
          .optional("pool", &NewCheckInList::pool, list_pool)
          .rule({"key", "name", "admits", "categories", "pool"},
                [](const NewCheckInList& list) { return check(list); });
  return object;
}

static const json::Object<CheckInListPatch>& shape(json::Tag<CheckInListPatch>) {
  static const auto object = json::Object<CheckInListPatch>("CheckInListPatch", "What is to be changed")
                                 .patch("name", &CheckInListPatch::name, list_name)
                                 .patch("admits", &CheckInListPatch::admits, list_admits)
                                 .patch("categories", &CheckInListPatch::categories, list_categories)
                                 .patch("pool", &CheckInListPatch::pool, list_pool);
  return object;
}

static const json::Object<CheckInList>& shape(json::Tag<CheckInList>) {
  static const auto object =
      json::Object<CheckInList>("CheckInList",
                                "A list at the door: which tickets it lets in; who is inside is per list")
          .required("id", &CheckInList::id)
          .required("event_id", &CheckInList::event)
          .required("key", &CheckInList::key, json::format(json::Format::key))
          .required("name", &CheckInList::name, list_name)
          .required("admits", &CheckInList::admits, list_admits)
          .nullable("categories", &CheckInList::categories, list_categories)
          .nullable("pool", &CheckInList::pool, list_pool)
          .required("created_at", &CheckInList::created_at)
          .required("updated_at", &CheckInList::updated_at);
  return object;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using registration::CheckInList;
using registration::CheckInListPatch;
using registration::CheckInListService;
using registration::NewCheckInList;

constexpr const char* lists = "/api/v1/events/{event_id}/check-in-lists";
constexpr const char* one_list = "/api/v1/events/{event_id}/check-in-lists/{list_key}";

core::Result<http::Response> answer(const core::Result<CheckInList>& list) {
  if (!list) return list.error();
  return pipeline::ok(*list, list->version);
}

core::Result<http::Response> create(CheckInListService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewCheckInList>();
  if (!body) return body.error();
  const auto list = service.create(x.call(), *event, *body);
  if (!list) return list.error();
  return pipeline::created(*list, x.request().path + "/" + list->key, list->version);
}

core::Result<http::Response> list_all(CheckInListService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.list(x.call(), *event, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const CheckInList& list) -> const CheckInList& { return list; });
}

core::Result<http::Response> find(CheckInListService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.find(x.call(), *event, x.path("list_key")));
}

core::Result<http::Response> change(CheckInListService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<CheckInListPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.change(x.call(), *event, x.path("list_key"), *body, *version));
}

core::Result<http::Response> remove(CheckInListService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove(x.call(), *event, x.path("list_key"), *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

}  // namespace

void add_check_in_lists_routes(pipeline::RouteTable& table, CheckInListService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = lists,
                   .operation_id = "createCheckInList",
                   .tag = "check-ins",
                   .summary = "Add a check-in list to an event: a second day, a dinner, a workshop",
                   .description = "Every event has the list `default`, which a scan without `list` is of.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<NewCheckInList>(),
                   .answers = {{201, "The new list", json::schema<CheckInList>()}},
                   .errors = {&core::already_exists, &registration::too_many_check_in_lists,
                              &registration::not_admitted_by, &registration::pool_counts_by_itself},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = lists,
                   .operation_id = "listCheckInLists",
                   .tag = "check-ins",
                   .summary = "The check-in lists of an event, the default one first",
                   .roles = access::staff_and_viewers,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of lists", pipeline::list_schema<CheckInList>()}},
                   .handle = [&service](Exchange& x) { return list_all(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_list,
                   .operation_id = "getCheckInList",
                   .tag = "check-ins",
                   .summary = "One check-in list",
                   .roles = access::staff_and_viewers,
                   .answers = {{200, "The list", json::schema<CheckInList>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_list,
                   .operation_id = "changeCheckInList",
                   .tag = "check-ins",
                   .summary = "Change a check-in list, also the default one",
                   .description = "With another `admits`, the categories or the pool of before go. Who is inside stays "
                                  "inside.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<CheckInListPatch>(),
                   .answers = {{200, "The list as it is now", json::schema<CheckInList>()}},
                   .errors = {&registration::not_admitted_by, &registration::pool_counts_by_itself},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_list,
                   .operation_id = "deleteCheckInList",
                   .tag = "check-ins",
                   .summary = "Delete a check-in list that no scan is of; not the default one",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced, &registration::default_list_stays},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

}  // namespace tagwerk::resources
