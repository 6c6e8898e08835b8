#include "api/resources/venues.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/resolver.hpp"
#include "engine/events/venue_service.hpp"

// How the nouns look outside; beside them, where the codec finds it.
namespace tagwerk::events {
namespace {

constexpr auto venue_name = json::text(1, 200);
constexpr auto venue_address = json::text(1, 300);
constexpr auto venue_city = json::text(1, 100);
constexpr auto venue_country = json::format(json::Format::country);
constexpr auto room_name = json::text(1, 100);
const auto room_seats = json::range(0, 2147483647).about("How many people it seats");

}  // namespace

static const json::Object<NewVenue>& shape(json::Tag<NewVenue>) {
  static const auto object = json::Object<NewVenue>("NewVenue", "A new venue")
                                 .required("name", &NewVenue::name, venue_name)
                                 .optional("address", &NewVenue::address, venue_address)
                                 .required("city", &NewVenue::city, venue_city)
                                 .required("country", &NewVenue::country, venue_country);
  return object;
}

static const json::Object<VenuePatch>& shape(json::Tag<VenuePatch>) {
  static const auto object = json::Object<VenuePatch>("VenuePatch", "What is to be changed")
                                 .patch("name", &VenuePatch::name, venue_name)
                                 .patch("address", &VenuePatch::address, venue_address)
                                 .patch("city", &VenuePatch::city, venue_city)
                                 .patch("country", &VenuePatch::country, venue_country);
  return object;
}

static const json::Object<Venue>& shape(json::Tag<Venue>) {
  static const auto object = json::Object<Venue>("Venue", "Where events take place")
                                 .required("id", &Venue::id)
                                 .required("name", &Venue::name, venue_name)
                                 .nullable("address", &Venue::address, venue_address)
                                 .required("city", &Venue::city, venue_city)
                                 .required("country", &Venue::country, venue_country)
                                 .required("created_at", &Venue::created_at)
                                 .required("updated_at", &Venue::updated_at);
  return object;
}

static const json::Object<NewRoom>& shape(json::Tag<NewRoom>) {
  static const auto object =
      json::Object<NewRoom>("NewRoom", "A new room")
          .required("name", &NewRoom::name, room_name.about("No two rooms of a venue have the same"))
          .required("seats", &NewRoom::seats, room_seats);
  return object;
}

static const json::Object<RoomPatch>& shape(json::Tag<RoomPatch>) {
  static const auto object = json::Object<RoomPatch>("RoomPatch", "What is to be changed")
                                 .patch("name", &RoomPatch::name, room_name)
                                 .patch("seats", &RoomPatch::seats, room_seats);
  return object;
}

static const json::Object<Room>& shape(json::Tag<Room>) {
  static const auto object = json::Object<Room>("Room", "A room of a venue")
                                 .required("id", &Room::id)
                                 .required("venue_id", &Room::venue)
                                 .required("name", &Room::name, room_name)
                                 .required("seats", &Room::seats, room_seats)
                                 .required("created_at", &Room::created_at)
                                 .required("updated_at", &Room::updated_at);
  return object;
}

}  // namespace tagwerk::events

namespace tagwerk::resources {
namespace {

using core::RoomId;
using core::VenueId;
using events::NewRoom;
using events::NewVenue;
using events::Room;
using events::RoomPatch;
using events::Venue;
using events::VenuePatch;
using events::VenueService;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;

constexpr const char* venues = "/api/v1/venues";
constexpr const char* one_venue = "/api/v1/venues/{venue_id}";
constexpr const char* rooms = "/api/v1/venues/{venue_id}/rooms";
constexpr const char* one_room = "/api/v1/venues/{venue_id}/rooms/{room_id}";

template <class Noun>
core::Result<http::Response> answer(const core::Result<Noun>& found) {
  if (!found) return found.error();
  return pipeline::ok(*found, found->version);
}

core::Result<http::Response> answer_removed(const core::Result<>& done) {
  if (!done) return done.error();
  return pipeline::no_content();
}

// ---- venues ---------------------------------------------------------------------------------------------------------

core::Result<http::Response> create(VenueService& service, Exchange& x) {
  const auto body = x.body<NewVenue>();
  if (!body) return body.error();
  const auto venue = service.create(x.call(), *body);
  if (!venue) return venue.error();
  return pipeline::created(*venue, std::string(venues) + "/" + venue->id.text(), venue->version);
}

core::Result<http::Response> list(VenueService& service, Exchange& x) {
  return pipeline::ok_list(x, service.list(x.call(), x.page()),
                           [](const Venue& venue) -> const Venue& { return venue; });
}

core::Result<http::Response> find(VenueService& service, Exchange& x) {
  const auto id = x.id<VenueId>("venue_id");
  if (!id) return id.error();
  return answer(service.find(x.call(), *id));
}

core::Result<http::Response> change(VenueService& service, Exchange& x) {
  const auto id = x.id<VenueId>("venue_id");
  if (!id) return id.error();
  const auto body = x.body<VenuePatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.change(x.call(), *id, *body, *version));
}

core::Result<http::Response> remove(VenueService& service, Exchange& x) {
  const auto id = x.id<VenueId>("venue_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer_removed(service.remove(x.call(), *id, *version));
}

// ---- rooms ----------------------------------------------------------------------------------------------------------

struct RoomPath {
  VenueId venue;
  RoomId room;
};

core::Result<RoomPath> room_path(const Exchange& x) {
  const auto venue = x.id<VenueId>("venue_id");
  if (!venue) return venue.error();
  const auto room = x.id<RoomId>("room_id");
  if (!room) return room.error();
  return RoomPath{*venue, *room};
}

core::Result<http::Response> create_room(VenueService& service, Exchange& x) {
  const auto venue = x.id<VenueId>("venue_id");
  if (!venue) return venue.error();
  const auto body = x.body<NewRoom>();
  if (!body) return body.error();
  const auto room = service.create_room(x.call(), *venue, *body);
  if (!room) return room.error();
  return pipeline::created(*room, x.request().path + "/" + room->id.text(), room->version);
}

core::Result<http::Response> list_rooms(VenueService& service, Exchange& x) {
  const auto venue = x.id<VenueId>("venue_id");
  if (!venue) return venue.error();
  const auto page = service.list_rooms(x.call(), *venue, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Room& room) -> const Room& { return room; });
}

core::Result<http::Response> find_room(VenueService& service, Exchange& x) {
  const auto path = room_path(x);
  if (!path) return path.error();
  return answer(service.find_room(x.call(), path->venue, path->room));
}

core::Result<http::Response> change_room(VenueService& service, Exchange& x) {
  const auto path = room_path(x);
  if (!path) return path.error();
  const auto body = x.body<RoomPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.change_room(x.call(), path->venue, path->room, *body, *version));
}

core::Result<http::Response> remove_room(VenueService& service, Exchange& x) {
  const auto path = room_path(x);
  if (!path) return path.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer_removed(service.remove_room(x.call(), path->venue, path->room, *version));
}

// ---- the tables -----------------------------------------------------------------------------------------------------

void add_venue_routes(pipeline::RouteTable& table, VenueService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = venues,
                   .operation_id = "createVenue",
                   .tag = "venues",
                   .summary = "Create a venue",
                   .roles = access::organizers,
                   .body = BodyRule::json<NewVenue>(),
                   .answers = {{201, "The new venue", json::schema<Venue>()}},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = venues,
                   .operation_id = "listVenues",
                   .tag = "venues",
                   .summary = "All venues, by time of creation",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of venues", pipeline::list_schema<Venue>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_venue,
                   .operation_id = "getVenue",
                   .tag = "venues",
                   .summary = "One venue",
                   .roles = access::everyone,
                   .answers = {{200, "The venue", json::schema<Venue>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_venue,
                   .operation_id = "changeVenue",
                   .tag = "venues",
                   .summary = "Change a venue",
                   .roles = access::organizers,
                   .body = BodyRule::json<VenuePatch>(),
                   .answers = {{200, "The venue as it is now", json::schema<Venue>()}},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_venue,
                   .operation_id = "deleteVenue",
                   .tag = "venues",
                   .summary = "Delete a venue that has neither rooms nor events",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

void add_room_routes(pipeline::RouteTable& table, VenueService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = rooms,
                   .operation_id = "createRoom",
                   .tag = "venues",
                   .summary = "Add a room to a venue",
                   .roles = access::organizers,
                   .body = BodyRule::json<NewRoom>(),
                   .answers = {{201, "The new room", json::schema<Room>()}},
                   .errors = {&core::already_exists},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create_room(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = rooms,
                   .operation_id = "listRooms",
                   .tag = "venues",
                   .summary = "The rooms of a venue, by time of creation",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of rooms", pipeline::list_schema<Room>()}},
                   .handle = [&service](Exchange& x) { return list_rooms(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_room,
                   .operation_id = "getRoom",
                   .tag = "venues",
                   .summary = "One room",
                   .roles = access::everyone,
                   .answers = {{200, "The room", json::schema<Room>()}},
                   .handle = [&service](Exchange& x) { return find_room(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_room,
                   .operation_id = "changeRoom",
                   .tag = "venues",
                   .summary = "Change a room",
                   .roles = access::organizers,
                   .body = BodyRule::json<RoomPatch>(),
                   .answers = {{200, "The room as it is now", json::schema<Room>()}},
                   .errors = {&core::already_exists},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change_room(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_room,
                   .operation_id = "deleteRoom",
                   .tag = "venues",
                   .summary = "Delete a room",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove_room(service, x); }});
}

}  // namespace

void add_venues_routes(pipeline::RouteTable& table, VenueService& service) {
  add_venue_routes(table, service);
  add_room_routes(table, service);
}

pipeline::Resolver venue_resolver(VenueService& service) {
  return resolver_of<VenueId>(
      "venue", [&service](const access::Call& call, const VenueId& id) { return service.find(call, id); });
}

pipeline::Resolver room_resolver(VenueService& service) {
  return resolver_of<RoomId>(
      "room", [&service](const access::Call& call, const RoomId& id) { return service.find_room(call, id); });
}

}  // namespace tagwerk::resources
