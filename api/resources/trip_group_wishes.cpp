#include "api/resources/trip_group_wishes.hpp"

#include <optional>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/trip_group_dto.hpp"
#include "api/resources/trip_roles.hpp"
#include "engine/trips/group_wish_service.hpp"
#include "engine/trips/sub_group_errors.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::ParticipantId;
using pipeline::Exchange;
using trips::GroupWishService;

constexpr const char* of_one = "/api/v1/events/{event_id}/trip/travellers/{participant_id}/group-wishes";

struct WishesBody {
  std::optional<std::vector<trips::GroupWish>> wishes;
};
const json::Object<WishesBody>& shape(json::Tag<WishesBody>) {
  static const auto object =
      json::Object<WishesBody>("NewTripGroupWishes", "In the place of all that he wished of items that are told")
          .nullable("wishes", &WishesBody::wishes,
                    json::items(0, trips::max_items)
                        .about("One for each item in which he wishes something; none where it is left out"));
  return object;
}

struct WishesDto {
  ParticipantId participant_id;
  std::vector<trips::GroupWish> wishes;
  std::optional<core::Instant> updated_at;
};
const json::Object<WishesDto>& shape(json::Tag<WishesDto>) {
  static const auto object =
      json::Object<WishesDto>("TripGroupWishes", "What a traveller wishes")
          .required("participant_id", &WishesDto::participant_id)
          .required("wishes", &WishesDto::wishes, json::about("By the key of the item"))
          .nullable("updated_at", &WishesDto::updated_at, json::about("null: nothing was said yet, or it was deleted"));
  return object;
}

core::Result<http::Response> answer(const core::Result<trips::GroupTraveller>& traveller) {
  if (!traveller) return traveller.error();
  return pipeline::ok(
      WishesDto{.participant_id = traveller->id, .wishes = traveller->wishes, .updated_at = traveller->wishes_as_of},
      traveller->wishes_version);
}

core::Result<http::Response> find(GroupWishService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  return answer(service.find(x.call(), *event, *participant));
}

core::Result<http::Response> put(GroupWishService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto body = x.body<WishesBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(
      service.put(x.call(), *event, *participant, body->wishes.value_or(std::vector<trips::GroupWish>{}), *version));
}

}  // namespace

void add_trip_group_wishes_routes(pipeline::RouteTable& table, GroupWishService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = of_one,
       .operation_id = "getTripGroupWishes",
       .tag = "trips",
       .summary = "Which groups a traveller wishes, and in which items that are not for everybody he takes part",
       .roles = organizers_and_companies,
       .answers = {{200, "The wishes", json::schema<WishesDto>()}},
       .errors = {&trips::not_a_study_trip},
       .never_304 = true,  // what is told depends on the draft
       .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = of_one,
       .operation_id = "putTripGroupWishes",
       .tag = "trips",
       .summary = "Say which groups a traveller wishes, and in which items that are not for everybody he takes part",
       .description =
           R"(Replaces all of it. `{"wishes": [{"item": "bus", "groups": ["bus-2", "bus-1"]}, {"item": "visit", )"
           R"("groups": []}]}`: rather in the second bus, and at the visit. Items and groups are those of )"
           "`GET /events/{event_id}/trip/sub-groups`; wishes for others, which are not told any more, stay. Who takes a "
           "wish to take part back leaves the group, unless organizers fixed him there.",
       .roles = organizers_and_companies,
       .body = pipeline::BodyRule::json<WishesBody>(),
       .answers = {{200, "The wishes", json::schema<WishesDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::traveller_not_named, &trips::no_such_grouped_item,
                  &trips::no_such_group},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
