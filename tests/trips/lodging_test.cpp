// Rooms and nights of lodgings, as they are written and read.
#include "engine/trips/lodging.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/trips/rooming_wishes.hpp"
#include "tests/trips/china_trip.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

LodgingRoom room(const std::string& key, LodgingRoomKind kind, std::int64_t cost = 10'000) {
  return {.key = key,
          .name = "Zimmer " + key,
          .kind = kind,
          .beds = {},
          .accessible = false,
          .cost_per_night = {cost, "EUR"},
          .nights = {}};
}

std::string wrong(const std::vector<core::FieldError>& fields) {
  std::string text;
  for (const auto& one : fields) text += (text.empty() ? "" : " ") + one.pointer + ":" + std::string(one.code->code);
  return text;
}

std::string days(const std::vector<core::Date>& nights) {
  std::string text;
  for (const auto& night : nights) text += (text.empty() ? "" : " ") + std::to_string(night.day());
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lodgings)

BOOST_AUTO_TEST_CASE(nights_are_from_the_day_of_arrival_to_the_one_before_departure) {
  const auto item = [](int from, int to, int at = 8) {
    return an_item("x", ItemKind::lodging, "hotel", november(from, 18), november(to, at));
  };
  BOOST_TEST(days(nights_of(item(6, 8))) == "6 7");
  BOOST_TEST(days(nights_of(item(8, 9))) == "8");
  BOOST_TEST(days(nights_of(item(9, 9, 23))) == "9");
  BOOST_TEST(days(nights_of(item(9, 7))) == "9");  // a draft may say what cannot be
  auto over_the_month = item(29, 30);
  over_the_month.ends.date = core::Date(2016, 12, 2);
  BOOST_TEST(days(nights_of(over_the_month)) == "29 30 1");
}

BOOST_AUTO_TEST_CASE(lodgings_are_those_of_the_draft_and_what_has_rooms) {
  const auto stored = [](const std::string& key, bool has_rooms) {
    Lodging lodging;
    lodging.key = key;
    lodging.version = 3;
    if (has_rooms) lodging.rooms = {room("1", LodgingRoomKind::single)};
    return lodging;
  };
  const auto told = lodgings_of(china_trip(), {stored("gone", true), stored("inn", true), stored("never", false)});
  std::string text;
  for (const auto& one : told) {
    text += one.key + (one.is_missing() ? " missing" : " " + days(one.nights)) + " " + std::to_string(one.version) +
            "/" + std::to_string(one.rooms.size()) + "; ";
  }
  BOOST_TEST(text == "hotel 6 7 0/0; inn 8 3/1; hotel-again 9 10 0/0; gone missing 3/1; ");
  // A key that is no lodging any more is missing as well.
  auto trip = china_trip();
  item_of(trip, "inn").kind = ItemKind::meal;
  BOOST_TEST(lodgings_of(trip, {stored("inn", true)}).back().is_missing());
  BOOST_TEST(lodgings_of({}, {}).empty());
}

BOOST_AUTO_TEST_CASE(rooms_have_one_currency_and_beds_that_fit_their_kind) {
  auto rooms = std::vector{room("a", LodgingRoomKind::single), room("b", LodgingRoomKind::double_bed),
                           room("c", LodgingRoomKind::twin)};
  BOOST_TEST(wrong(check(rooms)) == "");
  rooms[0].beds = 1;
  rooms[1].cost_per_night.currency = "HKD";
  rooms[2].beds = 5;
  rooms[2].key = "a";
  BOOST_TEST(wrong(check(rooms)) ==
             "/rooms/0/beds:unknown_member /rooms/1/cost_per_night/currency:one_currency_per_lodging "
             "/rooms/2/beds:out_of_range /rooms/2/key:duplicate_member");
  rooms = {room("A", LodgingRoomKind::single, -1)};
  rooms[0].name = "";
  BOOST_TEST(wrong(check(rooms)) ==
             "/rooms/0/key:wrong_format /rooms/0/name:wrong_length /rooms/0/cost_per_night/amount:out_of_range");
  rooms = {room("a", LodgingRoomKind::single, max_cost_of_night + 1)};
  BOOST_TEST(wrong(check(rooms)) == "/rooms/0/cost_per_night/amount:out_of_range");
  BOOST_TEST(wrong(check(std::vector(max_lodging_rooms + 1, room("a", LodgingRoomKind::single)))).substr(0, 18) ==
             "/rooms:wrong_count");
}

BOOST_AUTO_TEST_CASE(what_means_the_same_is_written_alike) {
  auto twin = room("a", LodgingRoomKind::twin);
  twin.nights = {core::Date(2016, 11, 7), core::Date(2016, 11, 6), core::Date(2016, 11, 7)};
  const auto rooms = normalized({twin});
  BOOST_TEST(rooms[0].beds.value() == 2);
  BOOST_TEST(days(rooms[0].nights) == "6 7");
  BOOST_TEST(room("s", LodgingRoomKind::single).places() == 1);
  BOOST_TEST(room("d", LodgingRoomKind::double_bed).places() == 2);
  BOOST_TEST(rooms[0].places() == 2);
}

BOOST_AUTO_TEST_CASE(wishes_are_within_their_limits) {
  const auto somebody = core::ParticipantId::make(core::from_unix_microseconds(1));
  RoomingWishes wishes;
  wishes.alone_weight = 101;
  wishes.share_with = {{.other = somebody, .weight = 0}, {.other = somebody, .weight = 100}};
  wishes.stays = {{.lodging = "hotel", .first_night = core::Date(2016, 11, 7), .last_night = core::Date(2016, 11, 6)},
                  {.lodging = "hotel", .first_night = {}, .last_night = {}},
                  {.lodging = "Hotel", .first_night = {}, .last_night = {}}};
  BOOST_TEST(
      wrong(check(wishes)) ==
      "/alone_weight:out_of_range /share_with/0/weight:out_of_range /share_with/1/participant_id:duplicate_member "
      "/stays/0/last_night:wrong_order /stays/1/lodging:duplicate_member /stays/2/lodging:wrong_format");
  BOOST_TEST(wrong(check(RoomingWishes{})) == "");
}

BOOST_AUTO_TEST_CASE(who_pays_the_single_supplement_wishes_to_be_alone_unless_he_says_otherwise) {
  RoomingWishes wishes;
  BOOST_TEST(alone_weight_of(wishes, false) == 0);
  BOOST_TEST(alone_weight_of(wishes, true) == usual_wish_weight);
  wishes.alone_weight = 0;
  BOOST_TEST(alone_weight_of(wishes, true) == 0);
  wishes.alone_weight = 70;
  BOOST_TEST(alone_weight_of(wishes, false) == 70);
}

BOOST_AUTO_TEST_SUITE_END()
