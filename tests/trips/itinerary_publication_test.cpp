#include "engine/trips/itinerary_publication.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <random>

#include "tests/trips/china_trip.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

const core::Instant now = core::parse_rfc3339("2016-06-01T08:00:00Z").value();

Publication next(const Itinerary& draft, const Publication& before) { return publication_of(draft, &before, now, {}); }
Publication first(const Itinerary& draft) { return publication_of(draft, nullptr, now, {}); }

std::string changes(const Publication* before, const Publication& after) {
  std::string text;
  for (const auto& one : changes_between(before, after)) {
    text.append(text.empty() ? "" : " ").append(to_text(one.kind)).append(":").append(one.item);
    for (const auto& member : one.members) text.append("/").append(member);
  }
  return text;
}

// "huawei 2 cancelled"
std::string state(const Publication& publication, const std::string& key) {
  for (std::size_t i = 0; i < publication.items.size(); ++i) {
    if (publication.itinerary.items[i].key != key) continue;
    return std::to_string(publication.items[i].sequence) + (publication.items[i].cancelled ? " cancelled" : "");
  }
  return "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(itinerary_publications)

BOOST_AUTO_TEST_CASE(the_first_one_adds_everything) {
  auto trip = china_trip();
  trip.items.resize(2);
  const auto one = publication_of(trip, nullptr, now, "Erster Stand");
  BOOST_TEST(one.number == 1);
  BOOST_TEST(one.note.value() == "Erster Stand");
  BOOST_TEST(changes(nullptr, one) == "added:flight-out added:hotel");
  BOOST_TEST(state(one, "hotel") == "0");
  const auto again = next(trip, one);
  BOOST_TEST(again.number == 2);
  BOOST_TEST(changes(&one, again) == "");
  BOOST_TEST(state(again, "hotel") == "0");
}

BOOST_AUTO_TEST_CASE(what_moves_or_changes_has_a_higher_number) {
  auto trip = china_trip();
  const auto one = first(trip);
  item_of(trip, "park").starts = november(7, 10);
  item_of(trip, "huawei").dress = "Anzug";
  item_of(trip, "huawei").limit = 22;
  const auto two = next(trip, one);
  BOOST_TEST(changes(&one, two) == "moved:park changed:huawei/limit/dress");
  BOOST_TEST((changes_between(&one, two)[0].was.value() == span_of(one.itinerary, one.itinerary.items[2])));
  BOOST_TEST(state(two, "park") == "1");
  BOOST_TEST(state(two, "huawei") == "1");
  BOOST_TEST(state(two, "border") == "0");
}

BOOST_AUTO_TEST_CASE(another_place_or_another_zone_is_a_change_of_the_items_there) {
  auto trip = china_trip();
  const auto one = first(trip);
  trip.places[3].address = "Science Park, Hong Kong";
  trip.places[0].time_zone = "Europe/London";
  const auto two = next(trip, one);
  BOOST_TEST(changes(&one, two) == "moved:flight-out/place changed:park/place moved:flight-back/to");
  // The key of a place is not seen, nor the order of items, nor how long a way takes.
  for (auto& item : trip.items) {
    if (item.place == "park") item.place = "science-park";
  }
  trip.places[3].key = "science-park";
  std::swap(trip.items[0], trip.items[1]);
  trip.transfers.clear();
  BOOST_TEST(changes(&two, next(trip, two)) == "");
}

BOOST_AUTO_TEST_CASE(what_is_dropped_stays_as_cancelled_and_can_come_back) {
  auto trip = china_trip();
  const auto huawei = item_of(trip, "huawei");
  const auto one = first(trip);
  std::erase_if(trip.items, [](const Item& item) { return item.key == "huawei"; });
  std::erase_if(trip.places, [](const Place& place) { return place.key == "huawei"; });
  trip.transfers.clear();
  const auto two = next(trip, one);
  BOOST_TEST(changes(&one, two) == "cancelled:huawei");
  BOOST_TEST(state(two, "huawei") == "1 cancelled");
  BOOST_TEST(two.itinerary.place("huawei").name == "Ort huawei");
  const auto three = next(trip, two);
  BOOST_TEST(changes(&two, three) == "");
  BOOST_TEST(state(three, "huawei") == "1 cancelled");
  trip.items.push_back(huawei);
  trip.places.push_back(one.itinerary.place("huawei"));
  const auto four = next(trip, three);
  BOOST_TEST(changes(&three, four) == "restored:huawei");
  item_of(trip, "huawei").starts = november(8, 13);
  item_of(trip, "huawei").dress = "Anzug";
  const auto elsewhen = next(trip, three);
  BOOST_TEST(changes(&three, elsewhen) == "restored:huawei/dress");
  BOOST_TEST(changes_between(&three, elsewhen)[0].was.has_value());
  BOOST_TEST(state(four, "huawei") == "2");
}

BOOST_AUTO_TEST_CASE(a_cancelled_item_keeps_its_place_where_the_key_means_another) {
  auto trip = china_trip();
  const auto one = first(trip);
  std::erase_if(trip.items, [](const Item& item) { return item.key == "huawei"; });
  trip.places[6].name = "ganz woanders";
  const auto two = next(trip, one);
  const auto& cancelled = two.itinerary.items.back();
  BOOST_TEST(cancelled.key == "huawei");
  BOOST_TEST(two.itinerary.place(cancelled.place).name == "Ort huawei");
  BOOST_TEST(two.itinerary.place("huawei").name == "ganz woanders");
  const auto three = next(trip, two);
  BOOST_TEST(three.itinerary.places.size() == two.itinerary.places.size());
  BOOST_TEST(changes(&two, three) == "");
}

BOOST_AUTO_TEST_CASE(what_was_cancelled_long_ago_falls_out) {
  auto before = first({});
  for (int round = 0; round < 4; ++round) {
    Itinerary trip = china_trip();
    trip.items.clear();
    for (int i = 0; i < 150; ++i) {
      trip.items.push_back(an_item("r" + std::to_string(round) + "-" + std::to_string(i), ItemKind::visit, "park",
                                   november(7, 9), november(7, 10)));
    }
    before = next(trip, before);
  }
  BOOST_TEST(before.items.size() == 150U + max_cancelled_items);
  BOOST_TEST(state(before, "r2-0") == "1 cancelled");
  BOOST_TEST(state(before, "r1-149") == "1 cancelled");
  BOOST_TEST(state(before, "r0-0") == "none");
}

// RFC 5545: the number of an item never falls, and rises exactly where a traveller would see something else.
BOOST_AUTO_TEST_CASE(numbers_never_fall_whatever_is_edited) {
  std::mt19937 random(5545);
  for (int history = 0; history < 300; ++history) {
    auto trip = china_trip();
    const auto whole = trip;
    auto before = first(trip);
    for (int step = 0; step < 6; ++step) {
      const auto pick = random() % whole.items.size();
      const auto& key = whole.items[pick].key;
      const auto found = std::ranges::find(trip.items, key, &Item::key);
      if (found == trip.items.end()) {
        trip.items.push_back(whole.items[pick]);
      } else if (random() % 3 == 0) {
        trip.items.erase(found);
      } else if (random() % 2 == 0) {
        found->note = std::to_string(random() % 3);
      } else {
        found->ends.time.minutes = static_cast<int>(random() % 1440);
      }
      const auto after = next(trip, before);
      std::map<std::string, int> numbers;
      for (std::size_t i = 0; i < before.items.size(); ++i)
        numbers[before.itinerary.items[i].key] = before.items[i].sequence;
      std::size_t risen = 0;
      for (std::size_t i = 0; i < after.items.size(); ++i) {
        const auto was = numbers.at(after.itinerary.items[i].key);
        BOOST_TEST_REQUIRE((after.items[i].sequence == was || after.items[i].sequence == was + 1));
        risen += after.items[i].sequence > was ? 1U : 0U;
      }
      BOOST_TEST_REQUIRE(after.items.size() == whole.items.size());
      BOOST_TEST_REQUIRE(risen == changes_between(&before, after).size());
      before = after;
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
