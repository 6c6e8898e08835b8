// Venues and their rooms.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* all = "/api/v1/venues";
constexpr const char* a_venue = R"({"name": "Haus am See", "city": "Köln", "country": "DE"})";

struct Venues {
  World& world = World::get();

  Answer create(const std::string& json) { return world.organizer.post(all, json); }
  std::string new_venue() { return create(a_venue).header("location"); }
  Answer new_room(const std::string& venue, const std::string& name = "Saal") {
    return world.organizer.post(venue + "/rooms", R"({"name": ")" + name + R"(", "seats": 100})");
  }
  Answer change(const std::string& path, const std::string& patch) {
    return world.organizer.patch(path, patch, {{"If-Match", "*"}});
  }
  static std::string with(const std::string& member, const std::string& json) {
    std::string text = "{\"" + member + "\": " + json;
    if (member != "name") text += R"(, "name": "N")";
    if (member != "city") text += R"(, "city": "C")";
    if (member != "country") text += R"(, "country": "DE")";
    return text + "}";
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(venues, Venues)

BOOST_AUTO_TEST_CASE(a_venue_is_created_and_read) {
  const auto made = create(R"({"name": )" + quoted(colourful) +
                           R"(, "address": "Straße 1, 50667", "city": "北京", "country": "CN"})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == all + ("/" + made.id()));
  BOOST_TEST(members_of(made) == "id name address city country created_at updated_at");
  BOOST_TEST(made.text("/name") == colourful);
  BOOST_TEST(made.text("/address") == "Straße 1, 50667");
  BOOST_TEST(made.text("/city") == "北京");
  BOOST_TEST(made.text("/country") == "CN");
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    const auto read = client->get(made.header("location"));
    BOOST_TEST(read.body == made.body);
    BOOST_TEST(read.header("etag") == made.header("etag"));
  }
  BOOST_TEST(create(a_venue).is_null("/address"));
  BOOST_TEST(outcome(world.stranger.get(made.header("location"))) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_venue_is_kept) {
  const auto venue = new_venue();
  const auto limits = {std::pair("name", 200), std::pair("address", 300), std::pair("city", 100)};
  for (const auto& [name, max] : limits) {
    const auto pointer = std::string("/") + name;
    const auto member = std::string(name);
    check_line([&](const std::string& json) { return create(with(member, json)); }, pointer,
               static_cast<std::size_t>(max), 201);
    check_line([&](const std::string& json) { return change(venue, "{\"" + member + "\": " + json + "}"); }, pointer,
               static_cast<std::size_t>(max), 200);
  }
  for (const char* country : {"", "D", "DEU", "de", "D1", "ÄÖ"})
    BOOST_TEST(outcome(create(with("country", quoted(country)))) == "422 /country:wrong_format", country);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_of_a_venue_is_told_at_once) {
  BOOST_TEST(outcome(create("{}")) == "422 /name:required /city:required /country:required");
  BOOST_TEST(outcome(create(R"({"name": "", "address": "", "city": 1, "country": "x", "stars": 5})")) ==
             "422 /name:wrong_length /address:wrong_length /city:wrong_type /country:wrong_format "
             "/stars:unknown_member");
}

BOOST_AUTO_TEST_CASE(a_venue_is_changed_and_null_removes_the_address) {
  const auto venue = new_venue();
  check_versions(world.organizer, venue, R"({"address": "Weg 2", "city": "Bonn"})");
  const auto bare = change(venue, R"({"address": null})");
  BOOST_TEST(bare.is_null("/address"));
  BOOST_TEST(bare.text("/city") == "Bonn");
  BOOST_TEST(outcome(change(venue, R"({"name": null, "city": null, "country": null})")) ==
             "422 /name:wrong_type /city:wrong_type /country:wrong_type");
}

BOOST_AUTO_TEST_CASE(a_venue_is_deleted_unless_rooms_or_events_are_there) {
  const auto venue = new_venue();
  const auto room = new_room(venue).header("location");
  const auto event = world.new_event(R"(, "venue_id": ")" + venue.substr(venue.rfind('/') + 1) + '"');
  const auto refused = world.organizer.remove(venue, {{"If-Match", "*"}});
  BOOST_TEST(outcome(refused) == "409 still_referenced");
  BOOST_TEST(refused.text("/detail").find("1 event") != std::string::npos);
  BOOST_TEST(refused.text("/detail").find("1 room") != std::string::npos);
  BOOST_TEST(outcome(change("/api/v1/events/" + event, R"({"venue_id": null})")) == "200");
  BOOST_TEST(outcome(world.organizer.remove(venue, {{"If-Match", "*"}})) == "409 still_referenced");
  BOOST_TEST(outcome(world.organizer.remove(room, {{"If-Match", "*"}})) == "204");
  check_removal(world.organizer, venue);
}

BOOST_AUTO_TEST_CASE(only_organizers_write_venues_and_rooms) {
  const auto venue = new_venue();
  const auto room = new_room(venue).header("location");
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    BOOST_TEST(outcome(client->post(all, a_venue)) == "403 forbidden");
    BOOST_TEST(outcome(client->post(venue + "/rooms", R"({"name": "x", "seats": 1})")) == "403 forbidden");
    for (const auto& path : {venue, room}) {
      BOOST_TEST(outcome(client->get(path)) == "200");
      BOOST_TEST(outcome(client->patch(path, R"({"name": "x"})", {{"If-Match", "*"}})) == "403 forbidden");
      BOOST_TEST(outcome(client->remove(path, {{"If-Match", "*"}})) == "403 forbidden");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_room_is_created_and_read) {
  const auto venue = new_venue();
  const auto made = new_room(venue, "Größer Saal 😀");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == venue + "/rooms/" + made.id());
  BOOST_TEST(members_of(made) == "id venue_id name seats created_at updated_at");
  BOOST_TEST(made.text("/venue_id") == venue.substr(venue.rfind('/') + 1));
  BOOST_TEST(made.text("/name") == "Größer Saal 😀");
  BOOST_TEST(made.integer("/seats") == 100);
  const auto read = world.partner.get(made.header("location"));
  BOOST_TEST(read.body == made.body);
  BOOST_TEST(read.header("etag") == made.header("etag"));
  BOOST_TEST((walk(world.viewer, venue + "/rooms") == std::vector<std::string>{made.id()}));
}

BOOST_AUTO_TEST_CASE(a_room_belongs_to_its_venue_only) {
  const auto room = new_room(new_venue()).id();
  const auto other = new_venue();
  BOOST_TEST(outcome(world.viewer.get(other + "/rooms/" + room)) == "404 not_found");
  BOOST_TEST(outcome(change(other + "/rooms/" + room, R"({"seats": 1})")) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.remove(other + "/rooms/" + room, {{"If-Match", "*"}})) == "404 not_found");
  BOOST_TEST(walk(world.viewer, other + "/rooms").empty());
  BOOST_TEST(outcome(world.stranger.get(other + "/rooms")) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.post(other + "/rooms", R"({"name": "x", "seats": 1})")) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(a_name_of_a_room_exists_once_in_a_venue) {
  const auto venue = new_venue();
  const auto first = new_room(venue, "Saal").header("location");
  BOOST_TEST(outcome(new_room(venue, "Saal")) == "409 already_exists");
  BOOST_TEST(outcome(new_room(venue, "saal")) == "201");
  BOOST_TEST(outcome(new_room(new_venue(), "Saal")) == "201");
  BOOST_TEST(outcome(change(first, R"({"name": "saal"})")) == "409 already_exists");
  BOOST_TEST(outcome(change(first, R"({"name": "Saal", "seats": 90})")) == "200");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_room_is_kept) {
  const auto venue = new_venue();
  const auto create_room = [&](const std::string& members) {
    return world.organizer.post(venue + "/rooms", "{" + members + "}");
  };
  check_line([&](const std::string& json) { return create_room(R"("seats": 1, "name": )" + json); }, "/name", 100, 201);
  check_number(
      [&](const std::string& json) {
        return create_room(R"("name": ")" + world.fresh_word() + R"(", "seats": )" + json);
      },
      "/seats", 0, 2147483647, 201);
  BOOST_TEST(outcome(create_room("")) == "422 /name:required /seats:required");
  BOOST_TEST(outcome(create_room(R"("name": " ", "seats": null, "floor": 1)")) ==
             "422 /name:wrong_format /seats:wrong_type /floor:unknown_member");
  const auto room = new_room(venue, "Patch").header("location");
  check_number([&](const std::string& json) { return change(room, R"({"seats": )" + json + "}"); }, "/seats", 0,
               2147483647, 200);
}

BOOST_AUTO_TEST_CASE(a_room_is_changed_and_deleted) {
  const auto room = new_room(new_venue()).header("location");
  check_versions(world.organizer, room, R"({"name": "Foyer", "seats": 12})");
  check_removal(world.organizer, room);
}

BOOST_AUTO_TEST_CASE(a_repeated_key_creates_once) {
  check_idempotency(world.organizer, all, [&] { return with("name", quoted(world.fresh_word())); });
  const auto venue = new_venue();
  check_idempotency(world.organizer, venue + "/rooms",
                    [&] { return R"({"seats": 1, "name": ")" + world.fresh_word() + "\"}"; });
}

BOOST_AUTO_TEST_SUITE_END()
