#include "engine/events/venue_service.hpp"

#include "tests/events/fixture.hpp"

using namespace tagwerk;
using test::code_of;

namespace {

struct VenueFixture : test::Fixture {
  events::Venue venue = make_venue(call());
  events::Room make_room(const std::string& name, int seats = 40) {
    auto made = venues.create_room(call(), venue.id, {.name = name, .seats = seats});
    BOOST_REQUIRE(made);
    return *std::move(made);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(venues_and_rooms, VenueFixture)

BOOST_AUTO_TEST_CASE(a_venue_is_found_as_it_was_made) {
  const auto made =
      venues.create(call(), {.name = "Gürzenich", .address = "Martinstr. 29", .city = "Köln", .country = "DE"}).value();
  BOOST_TEST((venues.find(call(), made.id).value() == made));
  BOOST_TEST(made.address.value() == "Martinstr. 29");
  BOOST_TEST(trail(made.id.uuid).front().action == "created");
  BOOST_TEST(venues.list(call(), {}).items.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_venue_changes_in_the_version_that_was_read) {
  later(3);
  const auto changed =
      venues
          .change(call(), venue.id,
                  {.name = "Neu", .address = std::optional<std::string>("Weg 1"), .city = {}, .country = "AT"}, 1)
          .value();
  BOOST_TEST(changed.version == 2);
  BOOST_TEST((changed.updated_at == now));
  BOOST_TEST((venues.find(call(), venue.id).value() == changed));
  BOOST_TEST(code_of(venues.change(call(), venue.id, {.name = "x", .address = {}, .city = {}, .country = {}}, 1)) ==
             "precondition_failed");
  events::VenuePatch without_address;
  without_address.address.emplace(std::nullopt);
  BOOST_TEST(!venues.change(call(), venue.id, without_address, 2).value().address.has_value());
  BOOST_TEST(venues.change(call(), venue.id, without_address, 3).value().version == 3);
}

BOOST_AUTO_TEST_CASE(a_venue_with_rooms_or_events_is_not_deleted) {
  auto wanted = an_event();
  wanted.venue = venue.id;
  const auto event = make_event(wanted);
  const auto room = make_room("Saal");
  make_room("Foyer");
  const auto refused = venues.remove(call(), venue.id, {});
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().detail(core::Language::en) ==
             "venue '" + venue.id.text() + "' cannot be deleted while it has 1 event, 2 rooms.");
  BOOST_REQUIRE(service.remove(call(), event.id, {}));
  const auto rooms = venues.list_rooms(call(), venue.id, {}).value();
  for (const auto& one : rooms.items) BOOST_REQUIRE(venues.remove_room(call(), venue.id, one.id, {}));
  BOOST_TEST(code_of(venues.find_room(call(), room.id)) == "not_found");
  BOOST_TEST(code_of(venues.remove(call(), venue.id, 2)) == "precondition_failed");
  BOOST_TEST(code_of(venues.remove(call(), venue.id, 1)) == "ok");
  BOOST_TEST(code_of(venues.find(call(), venue.id)) == "not_found");
  BOOST_TEST(trail(venue.id.uuid).back().action == "deleted");
}

BOOST_AUTO_TEST_CASE(a_room_is_found_below_its_own_venue_only) {
  const auto room = make_room("Saal", 0);
  const auto elsewhere = make_venue(call());
  BOOST_TEST((venues.find_room(call(), venue.id, room.id).value() == room));
  BOOST_TEST((venues.find_room(call(), room.id).value() == room));
  BOOST_TEST(code_of(venues.find_room(call(), elsewhere.id, room.id)) == "not_found");
  BOOST_TEST(code_of(venues.change_room(call(), elsewhere.id, room.id, {.name = "x", .seats = {}}, {})) == "not_found");
  BOOST_TEST(code_of(venues.remove_room(call(), elsewhere.id, room.id, {})) == "not_found");
  BOOST_TEST(venues.list_rooms(call(), elsewhere.id, {}).value().items.empty());
}

BOOST_AUTO_TEST_CASE(no_two_rooms_of_a_venue_have_the_same_name) {
  make_room("Saal");
  const auto foyer = make_room("Foyer");
  const auto elsewhere = make_venue(call());
  const auto again = venues.create_room(call(), venue.id, {.name = "Saal", .seats = 1});
  BOOST_REQUIRE(!again);
  BOOST_TEST(again.error().detail(core::Language::en) == "Another room has the name 'Saal' already.");
  BOOST_TEST(code_of(venues.change_room(call(), venue.id, foyer.id, {.name = "Saal", .seats = {}}, {})) ==
             "already_exists");
  BOOST_TEST((venues.find_room(call(), foyer.id).value() == foyer));
  BOOST_TEST(code_of(venues.create_room(call(), elsewhere.id, {.name = "Saal", .seats = 1})) == "ok");
}

BOOST_AUTO_TEST_CASE(a_room_changes_in_the_version_that_was_read) {
  const auto room = make_room("Saal");
  later(3);
  const auto changed = venues.change_room(call(), venue.id, room.id, {.name = {}, .seats = 2147483647}, 1).value();
  BOOST_TEST(changed.version == 2);
  BOOST_TEST((venues.find_room(call(), room.id).value() == changed));
  BOOST_TEST(code_of(venues.change_room(call(), venue.id, room.id, {.name = {}, .seats = 1}, 1)) ==
             "precondition_failed");
  BOOST_TEST(venues.change_room(call(), venue.id, room.id, {.name = "Saal", .seats = {}}, 2).value().version == 2);
  BOOST_TEST(code_of(venues.remove_room(call(), venue.id, room.id, 1)) == "precondition_failed");
}

BOOST_AUTO_TEST_CASE(rooms_go_page_by_page) {
  for (const auto* name : {"A", "B", "C"}) later(1), make_room(name);
  core::PageRequest page{.after = {}, .limit = 2, .updated_since = {}};
  const auto first = venues.list_rooms(call(), venue.id, page).value();
  page.after = first.next_after;
  const auto second = venues.list_rooms(call(), venue.id, page).value();
  BOOST_TEST_REQUIRE(first.items.size() == 2U);
  BOOST_TEST_REQUIRE(second.items.size() == 1U);
  BOOST_TEST(second.items.front().name == "C");
  BOOST_TEST(!second.next_after.has_value());
}

BOOST_AUTO_TEST_CASE(venues_and_rooms_of_another_organization_do_not_exist) {
  const auto room = make_room("Saal");
  const auto stranger = call_of(other);
  BOOST_TEST(code_of(venues.find(stranger, venue.id)) == "not_found");
  BOOST_TEST(code_of(venues.change(stranger, venue.id, {.name = "x", .address = {}, .city = {}, .country = {}}, {})) ==
             "not_found");
  BOOST_TEST(code_of(venues.remove(stranger, venue.id, {})) == "not_found");
  BOOST_TEST(venues.list(stranger, {}).items.empty());
  BOOST_TEST(code_of(venues.create_room(stranger, venue.id, {.name = "x", .seats = 1})) == "not_found");
  BOOST_TEST(code_of(venues.list_rooms(stranger, venue.id, {})) == "not_found");
  BOOST_TEST(code_of(venues.find_room(stranger, room.id)) == "not_found");
  BOOST_TEST(code_of(venues.find_room(stranger, venue.id, room.id)) == "not_found");
  BOOST_TEST(code_of(venues.change_room(stranger, venue.id, room.id, {.name = "x", .seats = {}}, {})) == "not_found");
  BOOST_TEST(code_of(venues.remove_room(stranger, venue.id, room.id, {})) == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()
