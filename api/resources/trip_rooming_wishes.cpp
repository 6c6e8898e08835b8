#include "api/resources/trip_rooming_wishes.hpp"

#include <span>
#include <utility>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/trip_roles.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<Gender>> enum_names(json::Tag<Gender>) {
  static const auto names = json::names_from_text(all_genders);
  return names;
}

static const json::Object<ShareWith>& shape(json::Tag<ShareWith>) {
  static const auto object = json::Object<ShareWith>("RoomingShare", "A wish to share a room with another traveller")
                                 .required("participant_id", &ShareWith::other)
                                 .required("weight", &ShareWith::weight, json::range(1, max_wish_weight));
  return object;
}

static const json::Object<Stay>& shape(json::Tag<Stay>) {
  static const auto object =
      json::Object<Stay>("RoomingStay", "When a traveller is in a lodging; nights by the day on which they begin")
          .required("lodging", &Stay::lodging, json::format(json::Format::key).about("The item's key"))
          .nullable("first_night", &Stay::first_night, json::about("null: that of the lodging"))
          .nullable("last_night", &Stay::last_night, json::about("Likewise; included"));
  return object;
}

static const json::Object<TravellerBed>& shape(json::Tag<TravellerBed>) {
  static const auto object = json::Object<TravellerBed>("TravellerRoom", "A room that he has")
                                 .required("lodging", &TravellerBed::lodging, json::about("The item's key"))
                                 .required("room", &TravellerBed::room, json::about("Its name"));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::ParticipantId;
using pipeline::Exchange;
using trips::RoomingWishes;
using trips::RoomingWishReport;
using trips::RoomingWishService;

constexpr const char* pattern = "/api/v1/events/{event_id}/trip/travellers/{participant_id}/rooming-wishes";

struct ShareBody {
  ParticipantId participant_id;
  std::optional<int> weight;
};
const json::Object<ShareBody>& shape(json::Tag<ShareBody>) {
  static const auto object =
      json::Object<ShareBody>("NewRoomingShare", "A wish to share a room with another traveller")
          .required("participant_id", &ShareBody::participant_id)
          .nullable("weight", &ShareBody::weight, json::range(1, trips::max_wish_weight).about("10 by default"));
  return object;
}

struct WishesBody {
  std::optional<trips::Gender> gender;
  std::optional<bool> same_gender_only;
  std::optional<bool> needs_accessible;
  std::optional<int> alone_weight;
  std::optional<std::vector<ShareBody>> share_with;
  std::optional<std::vector<trips::Stay>> stays;
};
const json::Object<WishesBody>& shape(json::Tag<WishesBody>) {
  using Body = WishesBody;
  static const auto object =
      json::Object<Body>("NewRoomingWishes", "What a traveller needs and wishes of rooms; what is left out is not said")
          .nullable("gender", &Body::gender)
          .nullable("same_gender_only", &Body::same_gender_only,
                    json::about("Shares only with those known to be of the same gender; false by default"))
          .nullable("needs_accessible", &Body::needs_accessible, json::about("false by default"))
          .nullable("alone_weight", &Body::alone_weight,
                    json::range(0, trips::max_wish_weight)
                        .about("How much it counts to have a room alone; not said: 10 where the single supplement is "
                               "agreed, otherwise 0"))
          .nullable("share_with", &Body::share_with, json::items(0, trips::max_shares))
          .nullable("stays", &Body::stays, json::items(0, trips::max_stays));
  return object;
}

RoomingWishes wishes_of(const WishesBody& body) {
  RoomingWishes wishes{.gender = body.gender,
                       .same_gender_only = body.same_gender_only.value_or(false),
                       .needs_accessible = body.needs_accessible.value_or(false),
                       .alone_weight = body.alone_weight,
                       .share_with = {},
                       .stays = body.stays.value_or(std::vector<trips::Stay>{})};
  if (!body.share_with) return wishes;
  wishes.share_with.reserve(body.share_with->size());
  for (const auto& one : *body.share_with)
    wishes.share_with.push_back({.other = one.participant_id, .weight = one.weight.value_or(trips::usual_wish_weight)});
  return wishes;
}

core::Result<http::Response> answer(const core::Result<RoomingWishReport>& report) {
  if (!report) return report.error();
  return pipeline::ok(to_dto(*report), report->version);
}

/// Calls `act(event, participant)`.
template <class Act>
core::Result<http::Response> with_one(Exchange& x, Act&& act) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  return act(*event, *participant);
}

core::Result<http::Response> find(RoomingWishService& service, Exchange& x) {
  return with_one(
      x, [&](const EventId& event, const ParticipantId& id) { return answer(service.find(x.call(), event, id)); });
}

core::Result<http::Response> put(RoomingWishService& service, Exchange& x) {
  return with_one(x, [&](const EventId& event, const ParticipantId& id) -> core::Result<http::Response> {
    const auto body = x.body<WishesBody>();
    if (!body) return body.error();
    const auto version = x.expected_version();
    if (!version) return version.error();
    return answer(service.put(x.call(), event, id, wishes_of(*body), *version));
  });
}

}  // namespace

const json::Object<RoomingWishesDto>& shape(json::Tag<RoomingWishesDto>) {
  using Dto = RoomingWishesDto;
  static const auto object =
      json::Object<Dto>("RoomingWishes", "What a traveller needs and wishes of rooms, and which he has")
          .required("participant_id", &Dto::participant_id)
          .nullable("given_name", &Dto::given_name, json::about("null: nobody is named yet"))
          .nullable("family_name", &Dto::family_name)
          .nullable("gender", &Dto::gender, json::about("null: not said"))
          .required("same_gender_only", &Dto::same_gender_only)
          .required("needs_accessible", &Dto::needs_accessible)
          .nullable("alone_weight", &Dto::alone_weight, json::about("null: not said"))
          .required("alone_weight_counted", &Dto::alone_weight_counted,
                    json::about("What is said, or follows from the single supplement"))
          .required("share_with", &Dto::share_with, json::about("By id; a company is told of its own travellers"))
          .required("stays", &Dto::stays, json::about("By lodging"))
          .required("rooms", &Dto::rooms, json::about("That he has now, by lodging"))
          .nullable("updated_at", &Dto::updated_at, json::about("null: nothing was said yet, or it was deleted"));
  return object;
}

RoomingWishesDto to_dto(const RoomingWishReport& report) {
  const auto& wishes = report.wishes;
  RoomingWishesDto dto{.participant_id = report.traveller,
                       .given_name = {},
                       .family_name = {},
                       .gender = wishes.gender,
                       .same_gender_only = wishes.same_gender_only,
                       .needs_accessible = wishes.needs_accessible,
                       .alone_weight = wishes.alone_weight,
                       .alone_weight_counted = report.alone_weight,
                       .share_with = wishes.share_with,
                       .stays = wishes.stays,
                       .rooms = report.beds,
                       .updated_at = report.updated_at};
  if (report.who.name) {
    dto.given_name = report.who.name->given_name;
    dto.family_name = report.who.name->family_name;
  }
  return dto;
}

void add_trip_rooming_wishes_routes(pipeline::RouteTable& table, RoomingWishService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getRoomingWishes",
                   .tag = "trips",
                   .summary = "What a traveller needs and wishes of rooms, and which he has",
                   .description = "The ETag covers what was said of him, not his rooms; never 304.",
                   .roles = organizers_and_companies,
                   .answers = {{200, "The wishes", json::schema<RoomingWishesDto>()}},
                   .errors = {&trips::not_a_study_trip},
                   .never_304 = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = pattern,
       .operation_id = "putRoomingWishes",
       .tag = "trips",
       .summary = "Say what a traveller needs and wishes of rooms",
       .description =
           R"(Replaces all of it. `{"gender": "female", "same_gender_only": true, "share_with": [{"participant_id": "01j…", )"
           R"("weight": 20}], "stays": [{"lodging": "hotel", "last_night": "2030-11-08"}]}`. A company wishes for its own )"
           R"(travellers only; what organizers said of others stays.)",
       .roles = organizers_and_companies,
       .body = pipeline::BodyRule::json<WishesBody>(),
       .answers = {{200, "The wishes as they are now", json::schema<RoomingWishesDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::traveller_not_named, &core::reference_not_found},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
