#include "engine/trips/itinerary.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/trips/china_trip.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

std::string refusal(const Itinerary& trip) {
  std::string text;
  for (const auto& field : check(trip, core::Date(2016, 11, 5), core::Date(2016, 11, 11)))
    text.append(text.empty() ? "" : " ").append(field.pointer).append(":").append(field.code->code);
  return text;
}

std::string refusal_of_item(void (*change)(Item&)) {
  auto trip = china_trip();
  change(trip.items[2]);
  return refusal(trip);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(itineraries)

BOOST_AUTO_TEST_CASE(names_go_there_and_back) {
  for (const auto kind : all_item_kinds) BOOST_TEST((parse_item_kind(to_text(kind)) == kind));
  for (const auto mode : all_travel_modes) BOOST_TEST((parse_travel_mode(to_text(mode)) == mode));
  for (const auto day : all_weekdays) BOOST_TEST((parse_weekday(to_text(day)) == day));
  BOOST_TEST(!parse_item_kind("party").has_value());
  BOOST_TEST((weekday_of(core::Date(2016, 11, 10)) == Weekday::thursday));
  BOOST_TEST((weekday_of(core::Date(2016, 11, 13)) == Weekday::sunday));
}

BOOST_AUTO_TEST_CASE(a_whole_trip_is_accepted_and_an_empty_one_as_well) {
  BOOST_TEST(refusal(china_trip()) == "");
  BOOST_TEST(refusal({}) == "");
}

BOOST_AUTO_TEST_CASE(what_names_a_place_names_one_that_is_there) {
  BOOST_TEST(refusal_of_item([](Item& item) { item.place = "moon"; }) == "/items/2/place:no_such_place");
  auto trip = china_trip();
  trip.items[0].to = "moon";
  trip.transfers[0].from = "mars";
  trip.transfers[1].to = trip.transfers[1].from;
  BOOST_TEST(refusal(trip) ==
             "/transfers/0/from:no_such_place /transfers/1/to:leads_nowhere /items/0/to:no_such_place");
}

BOOST_AUTO_TEST_CASE(only_who_moves_ends_elsewhere) {
  BOOST_TEST(refusal_of_item([](Item& item) { item.to = "hotel"; }) == "/items/2/to:ends_elsewhere");
  BOOST_TEST(refusal_of_item([](Item& item) { item.kind = ItemKind::travel; }) == "/items/2/to:needs_an_end");
  BOOST_TEST(refusal_of_item([](Item& item) {
               item.kind = ItemKind::border_crossing;
               item.to = item.place;
             }) == "/items/2/to:needs_an_end");
  BOOST_TEST(refusal_of_item([](Item& item) { item.mode = TravelMode::ferry; }) == "/items/2/mode:mode_without_travel");
}

BOOST_AUTO_TEST_CASE(keys_names_and_numbers_have_their_rules) {
  BOOST_TEST(refusal_of_item([](Item& item) { item.key = "hotel"; }) == "/items/2/key:duplicate_member");
  BOOST_TEST(refusal_of_item([](Item& item) { item.key = "A B"; }) == "/items/2/key:wrong_format");
  BOOST_TEST(refusal_of_item([](Item& item) { item.title = " "; }) == "/items/2/title:wrong_format");
  BOOST_TEST(refusal_of_item([](Item& item) { item.limit = 0; }) == "/items/2/limit:out_of_range");
  BOOST_TEST(refusal_of_item([](Item& item) { item.note = std::string(2001, 'x'); }) == "/items/2/note:wrong_length");
  BOOST_TEST(refusal_of_item([](Item& item) { item.note = "a\nb\tc"; }) == "");
  BOOST_TEST(refusal_of_item([](Item& item) { item.note = "bell \x07"; }) == "/items/2/note:wrong_format");
  BOOST_TEST(refusal_of_item([](Item& item) {
               item.groups = {{"a", "Bus 1", 20}, {"a", "Bus 2", 0}};
             }) == "/items/2/groups/1/limit:out_of_range /items/2/groups/1/key:duplicate_member");
  auto trip = china_trip();
  trip.places[1].key = "fra";
  trip.places[2].country = "Hongkong";
  trip.places[3].time_zone = "Asia/Nowhere";
  trip.places[0].hours = {{.days = {Weekday::monday, Weekday::monday}, .opens_at = {}, .closes_at = {60}}};
  trip.transfers.push_back({"hotel", "park", 1441});
  const auto wrong = refusal(trip);
  BOOST_TEST(
      wrong.starts_with(
          "/places/0/hours/0/days/1:duplicate_member /places/1/key:duplicate_member /places/2/country:wrong_format "
          "/places/3/time_zone:wrong_format"),
      wrong);
  BOOST_TEST(wrong.find("/transfers/4/minutes:out_of_range /transfers/4:duplicate_member") != std::string::npos, wrong);
}

BOOST_AUTO_TEST_CASE(dates_are_near_the_trip) {
  BOOST_TEST(refusal_of_item([](Item& item) { item.starts.date = core::Date(2016, 10, 5); }) == "");
  BOOST_TEST(refusal_of_item([](Item& item) { item.starts.date = core::Date(2016, 10, 4); }) ==
             "/items/2/starts_on:far_from_the_trip");
  BOOST_TEST(refusal_of_item([](Item& item) { item.ends.date = core::Date(2016, 12, 13); }) ==
             "/items/2/ends_on:far_from_the_trip");
}

BOOST_AUTO_TEST_CASE(the_calendar_ends_two_days_before_its_end) {
  auto trip = china_trip();
  trip.items.resize(1);
  trip.items[0].starts.date = core::Date(9999, 12, 29);
  trip.items[0].ends.date = core::Date(9999, 12, 30);
  std::string text;
  for (const auto& field : check(trip, core::Date(9999, 12, 31), core::Date(9999, 12, 31)))
    text.append(field.pointer).append(":").append(field.code->code);
  BOOST_TEST(text == "/items/0/ends_on:out_of_range");
}

BOOST_AUTO_TEST_CASE(what_means_the_same_is_written_the_same) {
  auto trip = china_trip();
  trip.places[0].hours = {
      {.days = {Weekday::tuesday, Weekday::monday}, .opens_at = {}, .closes_at = {60}},
      {.days = {std::begin(all_weekdays), std::end(all_weekdays)}, .opens_at = {}, .closes_at = {60}}};
  const auto hours = normalized(trip).places[0].hours;
  BOOST_TEST((hours[0].days == std::vector<Weekday>{Weekday::monday, Weekday::tuesday}));
  BOOST_TEST(hours[1].days.empty());
}

BOOST_AUTO_TEST_CASE(there_are_limits_to_everything) {
  auto trip = china_trip();
  trip.places.resize(max_places + 1, trip.places[0]);
  trip.transfers.resize(max_transfers + 1, trip.transfers[0]);
  trip.items.resize(max_items + 1, trip.items[0]);
  const auto wrong = refusal(trip);
  for (const auto* part : {"/places:wrong_count", "/transfers:wrong_count", "/items:wrong_count"})
    BOOST_TEST(wrong.find(part) != std::string::npos, part << " in " << wrong.substr(0, 200));
}

// Table: the wall of each place, and what it is in UTC.
BOOST_AUTO_TEST_CASE(times_are_those_of_the_place) {
  const auto trip = china_trip();
  const auto out = span_of(trip, trip.items[0]);
  BOOST_TEST(core::to_rfc3339(out.starts_at) == "2016-11-05T20:45:00Z");
  BOOST_TEST(core::to_rfc3339(out.ends_at) == "2016-11-06T08:00:00Z");
  const auto back = span_of(trip, trip.items[8]);
  BOOST_TEST(core::to_rfc3339(back.starts_at) == "2016-11-10T15:55:00Z");
  BOOST_TEST(core::to_rfc3339(back.ends_at) == "2016-11-11T05:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_flight_over_the_date_line_ends_before_it_starts_by_the_wall_alone) {
  Itinerary trip;
  for (const auto& [key, zone] : {std::pair{"auckland", "Pacific/Auckland"}, std::pair{"honolulu", "Pacific/Honolulu"}})
    trip.places.push_back({.key = key, .name = key, .country = "NZ", .time_zone = zone, .address = {}, .hours = {}});
  trip.items = {a_way("flight", TravelMode::flight, "auckland", "honolulu", november(8, 23), november(8, 8, 30))};
  const auto span = span_of(trip, trip.items[0]);
  BOOST_TEST(core::to_rfc3339(span.starts_at) == "2016-11-08T10:00:00Z");
  BOOST_TEST(core::to_rfc3339(span.ends_at) == "2016-11-08T18:30:00Z");
}

BOOST_AUTO_TEST_CASE(a_transfer_goes_both_ways_unless_both_are_said) {
  auto trip = china_trip();
  BOOST_TEST(trip.transfer_minutes("hotel", "hkg").value() == 60);
  trip.transfers.push_back({"hotel", "hkg", 90});
  BOOST_TEST(trip.transfer_minutes("hotel", "hkg").value() == 90);
  BOOST_TEST(trip.transfer_minutes("hkg", "hotel").value() == 60);
  BOOST_TEST(!trip.transfer_minutes("hkg", "park").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
