#include "engine/trips/host_list.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/trips/grouping.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

Itinerary itinerary() {
  Itinerary trip;
  trip.places = {
      {.key = "sz", .name = "Shenzhen", .country = "CN", .time_zone = "Asia/Shanghai", .address = {}, .hours = {}}};
  trip.items = {grouped("bus", true, {}, {a_group("a"), a_group("b")}), grouped("huawei", false, 2),
                grouped("dinner", true, 3)};
  for (auto& item : trip.items) {
    item.place = "sz";
    item.starts = {core::Date(2016, 11, 7), {600}};
    item.ends = {core::Date(2016, 11, 7), {720}};
  }
  trip.items[2].kind = ItemKind::meal;
  return trip;
}

GroupTraveller unnamed() {
  auto traveller = going("");
  traveller.who.name.reset();
  return traveller;
}

// "Gruppe a: Anna, Bert; Carl" by the position of the item.
std::string guests(std::size_t item, const std::vector<GroupTraveller>& travellers) {
  const auto trip = itinerary();
  std::string text;
  for (const auto& one : host_list(trip, trip.items[item], travellers, {}).guests) {
    text.append(text.empty() ? "" : ", ").append(one.given_name);
    if (one.group) text.append(" in ").append(*one.group);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(host_lists)

BOOST_AUTO_TEST_CASE(guests_are_listed_by_group_and_name_and_those_without_a_name_are_counted) {
  const std::vector<GroupTraveller> travellers{going("Carl", {}, {{"bus", "a"}}), going("Bert", {}, {{"bus", "b"}}),
                                               unnamed(), going("Anna", {}, {{"bus", "b"}}), going("Dora")};
  BOOST_TEST(guests(0, travellers) == "Dora, Carl in Gruppe a, Anna in Gruppe b, Bert in Gruppe b");
  const auto trip = itinerary();
  const auto list = host_list(trip, trip.items[0], travellers, {});
  BOOST_TEST(list.expected == 5);
  BOOST_TEST(list.unnamed == 1);
  BOOST_TEST(list.place_name == "Shenzhen");
  BOOST_TEST(list.guests[0].company == "Systemhaus Süd");
  BOOST_TEST(!list.is_over_limit());
  BOOST_TEST(!list.diets.has_value());
}

BOOST_AUTO_TEST_CASE(a_visit_that_is_not_for_everybody_expects_who_is_assigned_as_soon_as_anybody_is) {
  std::vector<GroupTraveller> travellers{going("Anna"), going("Bert"), going("Carl")};
  BOOST_TEST(guests(1, travellers) == "Anna, Bert, Carl");
  const auto trip = itinerary();
  BOOST_TEST(host_list(trip, trip.items[1], travellers, {}).is_over_limit());
  travellers[2].places = {{"huawei", std::nullopt}};
  BOOST_TEST(guests(1, travellers) == "Carl");
  BOOST_TEST(!host_list(trip, trip.items[1], travellers, {}).is_over_limit());
}

BOOST_AUTO_TEST_CASE(what_is_eaten_is_counted_and_nobody_is_left_out) {
  const std::vector<GroupTraveller> travellers{going("Anna"), going("Bert"), going("Carl"), going("Dora"), unnamed()};
  const DietaryNeeds needs{{travellers[0].id, "keine Nüsse"},
                           {travellers[1].id, "vegetarisch"},
                           {travellers[2].id, "vegetarisch"},
                           {travellers[3].id, ""}};
  const auto trip = itinerary();
  const auto diets = host_list(trip, trip.items[2], travellers, needs).diets.value();
  BOOST_TEST_REQUIRE(diets.needs.size() == 2U);
  BOOST_TEST((diets.needs[0] == DietaryNeed{"vegetarisch", 2}));
  BOOST_TEST((diets.needs[1] == DietaryNeed{"keine Nüsse", 1}));
  BOOST_TEST(diets.none == 1);
  BOOST_TEST(diets.unknown == 1);
}

BOOST_AUTO_TEST_SUITE_END()
