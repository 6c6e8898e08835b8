#include "api/resources/events.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/query_check.hpp"
#include "api/resources/capacity.hpp"
#include "api/resources/series.hpp"
#include "api/resources/venues.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/series_service.hpp"
#include "engine/events/venue_service.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;

namespace {

constexpr const char* new_event =
    R"({"series_key":"kongress","name":"Köln 😀","edition_year":2016,"starts_on":"2016-11-10","ends_on":"2016-11-11",)"
    R"("time_zone":"Europe/Berlin","city":"Köln","country":"DE","status":"open"})";

struct Fixture {
  support::TestDatabase& data = support::TestDatabase::shared();
  core::Instant now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
  events::SeriesService series{data.database(), {}};
  events::VenueService venues{data.database()};
  events::EventService events{data.database(), {}, {}};
  events::CapacityService capacity{data.database(), {}};
  pipeline::RouteTable table;
  std::string if_match = "*";

  Fixture() {
    resources::add_series_routes(table, series);
    resources::add_venues_routes(table, venues);
    resources::add_events_routes(table, events);
    resources::add_capacity_routes(table, capacity);
    BOOST_REQUIRE_EQUAL(ask("createSeries", R"({"key":"kongress","name":"Kongress","kind":"congress"})").status, 201);
  }

  const pipeline::Route& route(std::string_view operation) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.operation_id == operation; });
    BOOST_REQUIRE(found != table.end());
    return *found;
  }
  access::Call call() const {
    access::Call call;
    call.principal = {.organization = data.organization(),
                      .token = {},
                      .name = "test",
                      .role = access::Role::organizer,
                      .company = {}};
    call.now = now;
    call.request_id = "test";
    return call;
  }
  core::Result<http::Response> try_to(std::string_view operation, const std::string& body = {},
                                      const http::PathParameters& path = {}, const std::string& query = {}) {
    const auto& entry = route(operation);
    http::Request request;
    request.method = entry.method;
    request.path = "/api/v1/here";
    request.query = query;
    if (!if_match.empty()) request.headers.push_back({"if-match", if_match});
    pipeline::Exchange x(request, entry, path);
    x.call() = call();
    if (!body.empty()) x.set_json(json::parse(body).value());
    auto parameters = http::parse_query(query).value();
    BOOST_REQUIRE(pipeline::check_query(parameters, entry.query));
    x.set_query(std::move(parameters));
    return entry.handle(x);
  }
  http::Response ask(std::string_view operation, const std::string& body = {}, const http::PathParameters& path = {},
                     const std::string& query = {}) {
    auto response = try_to(operation, body, path, query);
    BOOST_REQUIRE_MESSAGE(response, operation);
    return *std::move(response);
  }
  std::string refusal(std::string_view operation, const std::string& body = {}, const http::PathParameters& path = {}) {
    const auto response = try_to(operation, body, path);
    if (response) return "ok";
    auto text = std::string(response.error().code().code);
    for (const auto& field : response.error().fields())
      text += " " + field.pointer + ":" + std::string(field.code->code);
    return text;
  }
  http::PathParameters an_event() { return {{{"event_id", last_of(ask("createEvent", new_event))}}}; }

  static std::string last_of(const http::Response& response) {
    const std::string location(response.header("location").value());
    return location.substr(location.rfind('/') + 1);
  }
};

std::string etag_of(const http::Response& response) { return std::string(response.header("etag").value_or("none")); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(events_routes, Fixture)

BOOST_AUTO_TEST_CASE(a_series_has_the_members_of_the_conventions) {
  const http::PathParameters path{{{"series_key", "kongress"}}};
  const auto found = ask("getSeries", {}, path);
  BOOST_TEST(
      found.body.find(R"(,"key":"kongress","name":"Kongress","kind":"congress","created_at":"2016-11-10T08:00:00Z",)"
                      R"("updated_at":"2016-11-10T08:00:00Z"})") != std::string::npos);
  BOOST_TEST(etag_of(ask("changeSeries", R"({"name":"Neu"})", path)) != etag_of(found));
  BOOST_TEST(refusal("changeSeries", R"({"key":"anders"})", path) == "validation_failed /key:unknown_member");
  BOOST_TEST(refusal("createSeries", R"({"key":"K","name":" ","kind":"party"})") ==
             "validation_failed /key:wrong_format /name:wrong_format /kind:unknown_value");
  BOOST_TEST(ask("deleteSeries", {}, path).status == 204);
}

BOOST_AUTO_TEST_CASE(an_event_has_the_members_of_the_conventions) {
  const auto made = ask("createEvent", new_event);
  BOOST_TEST(made.status == 201);
  BOOST_TEST(etag_of(made) == "\"v1\"");
  const auto id = last_of(made);
  const std::string expected =
      R"({"id":")" + id +
      R"(","series_key":"kongress","kind":"congress","name":"Köln 😀","edition_year":2016,"starts_on":"2016-11-10",)"
      R"("ends_on":"2016-11-11","time_zone":"Europe/Berlin","city":"Köln","country":"DE","venue_id":null,"status":"open",)"
      R"("note":null,"created_at":"2016-11-10T08:00:00Z","updated_at":"2016-11-10T08:00:00Z"})";
  BOOST_TEST(made.body == expected);
  const auto found = ask("getEvent", {}, {{{"event_id", id}}});
  BOOST_TEST(found.body == expected);
  BOOST_TEST(etag_of(found) == "\"v1\"");
  BOOST_TEST(ask("listEvents").body == R"({"results":[)" + expected + R"(],"next":null})");
}

BOOST_AUTO_TEST_CASE(a_wrong_event_is_told_all_its_wrong_members) {
  BOOST_TEST(refusal("createEvent", "{}") ==
             "validation_failed /series_key:required /name:required /edition_year:required /starts_on:required "
             "/ends_on:required /time_zone:required /city:required /country:required /status:required");
  BOOST_TEST(refusal("createEvent", R"({"series_key":"K","name":"","edition_year":2201,"starts_on":"2016-02-30",)"
                                    R"("ends_on":"x","time_zone":"CET/Bonn","city":"","country":"Germany",)"
                                    R"("status":"held","venue_id":"7","kind":"congress"})") ==
             "validation_failed /series_key:wrong_format /name:wrong_length /edition_year:out_of_range "
             "/starts_on:wrong_format /ends_on:wrong_format /time_zone:wrong_format /city:wrong_length "
             "/country:wrong_format /status:unknown_value /venue_id:wrong_format /kind:unknown_member");
}

BOOST_AUTO_TEST_CASE(a_patch_removes_what_is_null_and_a_required_member_cannot_be_removed) {
  const auto path = an_event();
  BOOST_TEST(ask("changeEvent", R"({"note":"zwei Tage"})", path).body.find(R"("note":"zwei Tage")") !=
             std::string::npos);
  BOOST_TEST(ask("changeEvent", R"({"note":null})", path).body.find(R"("note":null)") != std::string::npos);
  BOOST_TEST(refusal("changeEvent", R"({"name":null})", path) == "validation_failed /name:wrong_type");
  BOOST_TEST(refusal("changeEvent", R"({"ends_on":"2016-11-09"})", path) == "validation_failed /ends_on:wrong_order");
  BOOST_TEST(etag_of(ask("changeEvent", "{}", path)) == "\"v3\"");
  if_match = "\"v2\"";
  BOOST_TEST(refusal("changeEvent", R"({"name":"x"})", path) == "precondition_failed");
  if_match.clear();
  BOOST_TEST(refusal("changeEvent", R"({"name":"x"})", path) == "precondition_required");
  BOOST_TEST(refusal("changeEvent", R"({"nam":"x"})", path) == "validation_failed /nam:unknown_member");
  BOOST_TEST(refusal("deleteEvent", {}, path) == "precondition_required");
}

BOOST_AUTO_TEST_CASE(filters_of_the_list_are_taken_from_the_query) {
  an_event();
  const auto shows = [&](const std::string& query) {
    return ask("listEvents", {}, {}, query).body.find("kongress") != std::string::npos;
  };
  for (const auto* query : {"series_key=kongress", "kind=congress", "status=open", "edition_year=2016",
                            "from=2016-11-10&to=2016-11-10", "updated_since=2016-11-10T08:00:00Z"})
    BOOST_TEST_CONTEXT(query) BOOST_TEST(shows(query));
  for (const auto* query : {"series_key=anders", "kind=other", "status=closed", "edition_year=2015", "from=2016-11-11",
                            "to=2016-11-09", "updated_since=2016-11-10T08:00:01Z"})
    BOOST_TEST_CONTEXT(query) BOOST_TEST(!shows(query));
}

BOOST_AUTO_TEST_CASE(capacity_is_read_and_replaced_as_the_conventions_say) {
  const auto path = an_event();
  const std::string untaken = R"("confirmed":0,"held":0,"reserved":0,"waitlisted":0,)";
  const std::string no_terms = R"("categories":[],"contingents":[]})";
  const auto fresh = ask("getCapacity", {}, path);
  BOOST_TEST(etag_of(fresh) == "\"v1\"");
  BOOST_TEST(fresh.body == R"({"pools":[{"key":"participants","limit":null,"overbook":0,)" + untaken +
                               R"("available":null,"why_none":null},{"key":"companies","limit":null,"overbook":0,)" +
                               untaken + R"("available":null,"why_none":null}],)" + no_terms);
  const auto put = ask("putCapacity",
                       R"({"pools":[{"key":"hotel_rooms","limit":80},{"key":"participants","limit":250,"overbook":5},)"
                       R"({"key":"companies","limit":0}]})",
                       path);
  BOOST_TEST(etag_of(put) == "\"v2\"");
  BOOST_TEST(put.body ==
             R"({"pools":[{"key":"hotel_rooms","limit":80,"overbook":0,)" + untaken +
                 R"("available":80,"why_none":null},{"key":"participants","limit":250,"overbook":5,)" + untaken +
                 R"("available":255,"why_none":null},{"key":"companies","limit":0,"overbook":0,)" + untaken +
                 R"("available":0,"why_none":{"code":"full","detail":"All places are given away."}}],)" + no_terms);
  BOOST_TEST(ask("getCapacity", {}, path).body == put.body);
  BOOST_TEST(ask("putCapacity", R"({"pools":[]})", path).body == fresh.body);
}

BOOST_AUTO_TEST_CASE(wrong_limits_are_refused_by_pointer) {
  const auto path = an_event();
  BOOST_TEST(refusal("putCapacity",
                     R"({"pools":[{"key":"A","limit":-1},{"limit":2147483648,"overbook":-1},{"key":"a"}]})", path) ==
             "validation_failed /pools/0/key:wrong_format /pools/0/limit:out_of_range /pools/1/limit:out_of_range "
             "/pools/1/overbook:out_of_range /pools/1/key:required /pools/2/limit:required");
  BOOST_TEST(refusal("putCapacity", R"({"pools":[{"key":"a","limit":1},{"key":"a","limit":2}]})", path) ==
             "validation_failed /pools/1/key:duplicate_member");
  BOOST_TEST(refusal("putCapacity", R"({"pools":[{"key":"a","limit":2147483647,"overbook":2147483647}]})", path) ==
             "ok");
  BOOST_TEST(refusal("putCapacity", R"({"pools":[{"key":"a","limit":1.5}]})", path) ==
             "validation_failed /pools/0/limit:wrong_type");
  if_match.clear();
  BOOST_TEST(refusal("putCapacity", R"({"pools":[]})", path) == "precondition_required");
}

BOOST_AUTO_TEST_CASE(a_venue_and_its_rooms_are_kept) {
  const auto venue = ask("createVenue", R"({"name":"Gürzenich","city":"Köln","country":"DE"})");
  const http::PathParameters path{{{"venue_id", last_of(venue)}}};
  BOOST_TEST(venue.body.find(R"("name":"Gürzenich","address":null,"city":"Köln","country":"DE")") != std::string::npos);
  BOOST_TEST(ask("getVenue", {}, path).body == venue.body);
  BOOST_TEST(etag_of(ask("changeVenue", R"({"address":"Martinstr. 29"})", path)) == "\"v2\"");
  BOOST_TEST(refusal("createVenue", R"({"name":"","city":"x","country":"de","seats":3})") ==
             "validation_failed /name:wrong_length /country:wrong_format /seats:unknown_member");
  const auto room = ask("createRoom", R"({"name":"Saal","seats":1338})", path);
  BOOST_TEST(room.status == 201);
  http::PathParameters room_path = path;
  room_path.values.emplace_back("room_id", last_of(room));
  BOOST_TEST(ask("getRoom", {}, room_path).body == room.body);
  BOOST_TEST(ask("listRooms", {}, path).body == R"({"results":[)" + room.body + R"(],"next":null})");
  BOOST_TEST(refusal("createRoom", R"({"name":"Saal","seats":1})", path) == "already_exists");
  BOOST_TEST(refusal("createRoom", R"({"name":"Foyer","seats":-1})", path) == "validation_failed /seats:out_of_range");
  BOOST_TEST(etag_of(ask("changeRoom", R"({"seats":0})", room_path)) == "\"v2\"");
  BOOST_TEST(refusal("deleteVenue", {}, path) == "still_referenced");
  BOOST_TEST(ask("deleteRoom", {}, room_path).status == 204);
  BOOST_TEST(ask("deleteVenue", {}, path).status == 204);
}

BOOST_AUTO_TEST_CASE(resolvers_know_what_is_there_and_nothing_else) {
  const auto event = an_event().values.front().second;
  const auto venue = last_of(ask("createVenue", R"({"name":"Halle","city":"Bonn","country":"DE"})"));
  const auto room = last_of(ask("createRoom", R"({"name":"Saal","seats":1})", {{{"venue_id", venue}}}));
  auto stranger = call();
  stranger.principal.organization = data.add_organization("other");
  const std::pair<pipeline::Resolver, std::string> cases[] = {
      {resources::series_resolver(series), "kongress"},
      {resources::event_resolver(events, std::make_shared<resources::Seen>()), event},
      {resources::venue_resolver(venues), venue},
      {resources::room_resolver(venues), room}};
  for (const auto& [resolver, text] : cases) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(resolver(call(), text).has_value());
      BOOST_TEST(!resolver(stranger, text).has_value());
      BOOST_TEST(!resolver(call(), text + "x").has_value());
      BOOST_TEST(!resolver(call(), "").has_value());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
