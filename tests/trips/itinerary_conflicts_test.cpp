#include "engine/trips/itinerary_conflicts.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

#include "tests/trips/china_trip.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

constexpr TripFrame frame{core::Date(2016, 11, 5), core::Date(2016, 11, 11), 35};

// "overlap!:park,huawei closed:border": an exclamation mark blocks.
std::string found(const Itinerary& trip, const TripFrame& in = frame) {
  std::string text;
  for (const auto& one : conflicts_of(trip, in)) {
    text.append(text.empty() ? "" : " ").append(to_text(one.kind));
    text.append(one.severity == Severity::block ? "!" : "");
    if (one.item) text.append(":").append(trip.items[*one.item].key);
    if (one.other) text.append(",").append(trip.items[*one.other].key);
  }
  return text;
}

std::string found_after(const std::string& key, const std::function<void(Item&)>& change) {
  auto trip = china_trip();
  change(item_of(trip, key));
  return found(trip);
}

Itinerary in_one_place(const std::string& zone, std::vector<Item> items) {
  Itinerary trip;
  trip.places = {{.key = "here", .name = "Hier", .country = "DE", .time_zone = zone, .address = {}, .hours = {}}};
  trip.items = std::move(items);
  return trip;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(itinerary_conflicts)

BOOST_AUTO_TEST_CASE(a_trip_that_can_be_travelled_has_none) {
  BOOST_TEST(found(china_trip()) == "");
  BOOST_TEST(found({}) == "");
}

BOOST_AUTO_TEST_CASE(nobody_is_assigned_to_two_items_at_the_same_time) {
  auto trip = china_trip();
  for (const auto* key : {"tower", "harbour", "museum"}) {
    const int hour = std::string_view(key) == "museum" ? 12 : 11;
    auto item = an_item(key, ItemKind::visit, "park", november(9, hour), november(9, hour + 1));
    item.for_everybody = false;
    trip.items.push_back(item);
  }
  const auto only = [&](const Assigned& assigned) {
    std::string text;
    for (const auto& one : conflicts_of(trip, frame, assigned)) {
      if (one.kind != ConflictKind::travellers_overlap) continue;
      text.append(text.empty() ? "" : "; ").append(words_of(one, core::Language::en));
    }
    return text;
  };
  BOOST_TEST(only({}) == "");
  BOOST_TEST(only({{"tower"}, {"harbour"}, {"tower", "museum"}, {"nothing"}}) == "");
  BOOST_TEST(
      only({{"tower", "harbour"}, {"harbour", "tower", "museum"}, {"tower"}}) ==
      "2 travellers are assigned to 'Programmpunkt tower' (tower) (until 2016-11-09 12:00) and to 'Programmpunkt harbour' (harbour) (from "
      "2016-11-09 11:00), which overlap.");
  // In what is for everybody nobody is assigned.
  BOOST_TEST(only({{"park", "huawei"}}) == "");
}

BOOST_AUTO_TEST_CASE(two_items_at_the_same_time) {
  const auto add = [](ItemKind kind, bool for_everybody) {
    auto trip = china_trip();
    auto item = an_item("dinner", kind, "park", november(7, 11), november(7, 13));
    item.for_everybody = for_everybody;
    trip.items.push_back(item);
    return found(trip);
  };
  BOOST_TEST(add(ItemKind::visit, true) == "overlap!:park,dinner");
  BOOST_TEST(add(ItemKind::meal, true) == "overlap:park,dinner");
  BOOST_TEST(add(ItemKind::lodging, true) == "overlap!:hotel,dinner way_unknown:dinner,border");
  // Whoever goes there as well would miss what everybody does.
  BOOST_TEST(add(ItemKind::visit, false) == "overlap!:park,dinner");
  // One begins when the other ends.
  BOOST_TEST(found_after("park", [](Item& item) { item.ends = november(7, 9, 30); }).starts_with("ends_before"));
}

BOOST_AUTO_TEST_CASE(items_for_some_are_decided_person_by_person) {
  auto trip = china_trip();
  auto other = an_item("factory", ItemKind::visit, "huawei", november(8, 14), november(8, 16));
  other.for_everybody = false;
  trip.items.push_back(other);
  BOOST_TEST(found(trip) == "");
  trip.items.back().for_everybody = true;
  BOOST_TEST(found(trip) == "overlap!:huawei,factory");
}

BOOST_AUTO_TEST_CASE(who_arrives_when_it_has_begun_comes_too_late) {
  auto trip = china_trip();
  trip.items.push_back(an_item("welcome", ItemKind::visit, "hkg", november(6, 15, 30), november(6, 17)));
  BOOST_TEST(found(trip) == "arrives_too_late!:flight-out,welcome");
  item_of(trip, "welcome").starts = november(6, 16);
  BOOST_TEST(found(trip) == "");
}

BOOST_AUTO_TEST_CASE(a_way_that_takes_longer_than_there_is_time) {
  auto trip = china_trip();
  trip.transfers.push_back({"park", "luohu", 45});
  item_of(trip, "park").starts = november(8, 7, 30);
  item_of(trip, "park").ends = november(8, 8, 15);
  item_of(trip, "hotel").ends = november(8, 7);
  BOOST_TEST(found(trip) == "");  // 45 minutes are enough
  item_of(trip, "park").ends = november(8, 8, 16);
  BOOST_TEST(found(trip) == "transfer_too_short!:park,border");
  const auto conflict = conflicts_of(trip, frame).back();
  BOOST_TEST(
      words_of(conflict, core::Language::en) ==
      "44 minutes between 'Programmpunkt park' (park) and 'Programmpunkt border' (border), but the way from Ort park "
      "to Ort luohu takes 45.");
  BOOST_TEST(words_of(conflict, core::Language::de).starts_with("44 Minuten zwischen"));
}

BOOST_AUTO_TEST_CASE(a_way_leads_over_the_bed_of_the_night) {
  auto trip = china_trip();
  trip.transfers[1].minutes = 24 * 60;  // hotel to park
  BOOST_TEST(found(trip) == "transfer_too_short!:flight-out,park transfer_too_short!:park,border");
  trip.transfers.erase(trip.transfers.begin() + 1);
  BOOST_TEST(found(trip) == "way_unknown:hotel,park way_unknown:park,hotel");
}

// Found by reading: a hotel of several nights made every way of the day lead over its bed, whether anybody knew that way or not.
BOOST_AUTO_TEST_CASE(bug_a_hotel_of_several_nights_hid_a_way_that_is_too_short) {
  const auto day = [](int direct, int to_hotel) {
    auto trip = in_one_place("Asia/Hong_Kong", {});
    for (const auto* key : {"there", "hotel"}) {
      trip.places.push_back(trip.places[0]);
      trip.places.back().key = key;
    }
    if (direct > 0) trip.transfers.push_back({"here", "there", direct});
    if (to_hotel > 0) trip.transfers.push_back({"here", "hotel", to_hotel});
    trip.transfers.push_back({"hotel", "there", 10});
    trip.items = {an_item("hotel", ItemKind::lodging, "hotel", november(6, 15), november(9, 10)),
                  an_item("a", ItemKind::visit, "here", november(7, 9), november(7, 12)),
                  an_item("b", ItemKind::visit, "there", november(7, 12, 30), november(7, 14))};
    return found(trip);
  };
  BOOST_TEST(day(30, 20) == "");
  BOOST_TEST(day(60, 0) == "way_unknown:hotel,a transfer_too_short!:a,b");
  BOOST_TEST(day(60, 20) == "");  // over the hotel it is quicker
  BOOST_TEST(day(40, 21) == "transfer_too_short!:a,b");
  BOOST_TEST(day(0, 20) == "");
  BOOST_TEST(day(0, 0) == "way_unknown:hotel,a way_unknown:a,b");
}

BOOST_AUTO_TEST_CASE(bug_a_bed_that_nobody_can_reach_was_not_noticed) {
  auto trip = china_trip();
  item_of(trip, "hotel").place = "shenzhen";  // beyond the border
  BOOST_TEST(found(trip) ==
             "border_not_crossed:flight-out,hotel border_not_crossed:hotel,park border_not_crossed:hotel,border "
             "border_not_crossed:park,hotel");
  // The last bed as well.
  trip = china_trip();
  trip.items.pop_back();
  item_of(trip, "hotel-again").place = "park";
  BOOST_TEST(found(trip) == "way_unknown:border-back,hotel-again");
}

BOOST_AUTO_TEST_CASE(bug_two_buses_for_some_each_were_no_way_for_everybody) {
  auto trip = china_trip();
  for (const auto* key : {"bus-1", "bus-2"}) {
    auto bus = a_way(key, TravelMode::coach, "park", "luohu", november(8, 7), november(8, 8));
    bus.for_everybody = false;
    trip.items.push_back(bus);
  }
  item_of(trip, "park").starts = november(8, 5);
  item_of(trip, "park").ends = november(8, 6);
  item_of(trip, "hotel").ends = november(8, 4);
  BOOST_TEST(found(trip) == "");
}

BOOST_AUTO_TEST_CASE(a_bed_after_midnight_is_a_bed_of_that_night) {
  auto trip = china_trip();
  item_of(trip, "inn").starts = november(9, 0, 30);
  BOOST_TEST(found(trip) == "");
}

BOOST_AUTO_TEST_CASE(a_border_is_open_on_both_sides) {
  auto trip = china_trip();
  trip.places[5].hours = {{.days = {}, .opens_at = {6 * 60}, .closes_at = {9 * 60 + 59}}};
  BOOST_TEST(found(trip) == "closed!:border closed!:border-back");
}

BOOST_AUTO_TEST_CASE(no_more_conflicts_are_told_than_anybody_reads) {
  std::vector<Item> items;
  for (int i = 0; i < 300; ++i)
    items.push_back(an_item("v" + std::to_string(i), ItemKind::visit, "here", november(8, 9), november(8, 12)));
  BOOST_TEST(conflicts_of(in_one_place("Europe/Berlin", items), frame).size() == max_conflicts);
}

BOOST_AUTO_TEST_CASE(a_border_is_crossed_by_a_crossing_or_a_flight) {
  auto trip = china_trip();
  std::erase_if(trip.items, [](const Item& item) { return item.key == "border"; });
  BOOST_TEST(found(trip) == "border_not_crossed:hotel,huawei border_not_crossed:hotel,inn");
}

BOOST_AUTO_TEST_CASE(doors_are_open_from_minute_to_minute) {
  const auto crossing = [](trips::Moment starts, trips::Moment ends) {
    auto trip = china_trip();
    item_of(trip, "border").starts = starts;
    item_of(trip, "border").ends = ends;
    std::erase_if(trip.items, [](const Item& item) { return item.key == "hotel" || item.key == "inn"; });
    const auto all = found(trip);
    return all.find("closed!:border") != std::string::npos ? "closed" : "open";
  };
  BOOST_TEST(crossing(november(8, 6, 30), november(8, 7)) == "open");
  BOOST_TEST(crossing(november(8, 6, 29), november(8, 7)) == "closed");
  BOOST_TEST(crossing(november(7, 23), november(8, 0)) == "open");
  BOOST_TEST(crossing(november(7, 23), november(8, 0, 1)) == "closed");
  BOOST_TEST(crossing(november(8, 0), november(8, 0, 10)) == "closed");
}

BOOST_AUTO_TEST_CASE(hours_of_week_days_join_over_noon_and_midnight) {
  const auto open = [](trips::Moment starts, trips::Moment ends) {
    auto trip = in_one_place("Europe/Berlin", {an_item("visit", ItemKind::visit, "here", starts, ends)});
    trip.places[0].hours = {
        {.days = {Weekday::thursday}, .opens_at = {9 * 60}, .closes_at = {12 * 60}},
        {.days = {Weekday::thursday, Weekday::friday}, .opens_at = {12 * 60}, .closes_at = {18 * 60}},
        {.days = {Weekday::friday}, .opens_at = {20 * 60}, .closes_at = {2 * 60}}};
    return found(trip).find("closed") == std::string::npos;
  };
  // 10 November 2016 is a Thursday.
  BOOST_TEST(open(november(10, 10), november(10, 17)));
  BOOST_TEST(!open(november(11, 10), november(11, 17)));
  BOOST_TEST(open(november(11, 23), november(12, 2)));
  BOOST_TEST(open(november(12, 0, 30), november(12, 1, 30)));
  BOOST_TEST(!open(november(11, 23), november(12, 2, 1)));
  BOOST_TEST(!open(november(11, 18), november(11, 19)));
}

BOOST_AUTO_TEST_CASE(clocks_are_changed) {
  const auto at = [](core::Date date, int minutes) {
    const Moment moment{date, {minutes}};
    return in_one_place("Europe/Berlin", {an_item("visit", ItemKind::visit, "here", moment, {date, {23 * 60}})});
  };
  const auto kinds = [](const Itinerary& trip, core::Date day) { return found(trip, {day, day, 1}); };
  const core::Date spring(2016, 3, 27);
  const core::Date autumn(2016, 10, 30);
  BOOST_TEST(kinds(at(spring, 119), spring) == "");
  BOOST_TEST(kinds(at(spring, 120), spring) == "time_skipped!:visit");
  BOOST_TEST(kinds(at(spring, 179), spring) == "time_skipped!:visit");
  BOOST_TEST(kinds(at(spring, 180), spring) == "");
  BOOST_TEST(kinds(at(autumn, 119), autumn) == "");
  BOOST_TEST(kinds(at(autumn, 120), autumn) == "time_shown_twice:visit");
  BOOST_TEST(kinds(at(autumn, 180), autumn) == "");
}

BOOST_AUTO_TEST_CASE(items_of_other_days_than_the_event) {
  BOOST_TEST(found(china_trip(), {core::Date(2016, 11, 6), core::Date(2016, 11, 11), 35}) ==
             "outside_the_event:flight-out");
  BOOST_TEST(found(china_trip(), {core::Date(2016, 11, 5), core::Date(2016, 11, 10), 35}) ==
             "outside_the_event:hotel-again outside_the_event:flight-back");
}

BOOST_AUTO_TEST_CASE(every_night_is_spent_somewhere) {
  auto trip = china_trip();
  std::erase_if(trip.items, [](const Item& item) { return item.key == "inn"; });
  BOOST_TEST(found(trip) == "night_without_lodging");
  BOOST_TEST(words_of(conflicts_of(trip, frame).front(), core::Language::en) ==
             "Nobody knows where to sleep in the night after 2016-11-08.");
  // Who leaves at two has not gone to bed.
  trip = china_trip();
  item_of(trip, "hotel-again").ends = november(10, 22);
  item_of(trip, "flight-back").ends = november(11, 10);
  item_of(trip, "flight-back").starts = november(11, 2);
  BOOST_TEST(found(trip) == "");
  item_of(trip, "flight-back").starts = november(11, 4);
  item_of(trip, "flight-back").ends = november(11, 10);
  BOOST_TEST(found(trip) == "night_without_lodging");
}

BOOST_AUTO_TEST_CASE(everybody_has_a_place_in_what_is_for_everybody) {
  BOOST_TEST(found_after("huawei", [](Item& item) { item.for_everybody = true; }) == "too_few_places:huawei");
  BOOST_TEST(found_after("park", [](Item& item) { item.groups = {{"a", "Bus 1", 20}, {"b", "Bus 2", 15}}; }) == "");
  BOOST_TEST(found_after("park", [](Item& item) {
               item.groups = {{"a", "Bus 1", 20}, {"b", "Bus 2", 14}};
             }) == "too_few_places:park");
  BOOST_TEST(found_after("park", [](Item& item) { item.groups = {{"a", "Bus 1", 20}, {"b", "Bus 2", {}}}; }) == "");
}

BOOST_AUTO_TEST_CASE(seen_from_one_place_an_item_ends_after_it_starts) {
  BOOST_TEST(found_after("flight-out", [](Item& item) { item.ends = november(6, 4, 45); }) ==
             "ends_before_it_starts!:flight-out");
  BOOST_TEST(found_after("flight-out", [](Item& item) { item.ends = november(6, 4, 46); }) == "");
}

BOOST_AUTO_TEST_CASE(only_what_blocks_keeps_from_publishing) {
  BOOST_TEST(!blocks({}));
  Conflict one;
  one.severity = Severity::warn;
  BOOST_TEST(!blocks({one}));
  one.severity = Severity::block;
  BOOST_TEST(blocks({one}));
}

BOOST_AUTO_TEST_SUITE_END()
