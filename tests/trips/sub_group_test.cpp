// Which items have groups, what may be wished and put there, and who takes part.
#include "engine/trips/sub_group.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/refusal.hpp"
#include "tests/trips/grouping.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

std::vector<GroupedItem> bus_and_visit() {
  Itinerary itinerary;
  itinerary.items = {grouped("flight", true, 300), grouped("bus", true, {}, {a_group("bus-1", 2), a_group("bus-2")}),
                     grouped("visit", false, 2), grouped("talk", false, {}, {a_group("a"), a_group("b")})};
  return grouped_items(itinerary);
}

std::string wrong(const std::vector<GroupWish>& wishes) {
  return refusal(core::Result<>(core::fail_fields(check(wishes, bus_and_visit()))));
}

std::string text_of(const std::vector<GroupWish>& wishes) {
  std::string text;
  for (const auto& wish : wishes) {
    text.append(text.empty() ? "" : ", ").append(wish.item);
    for (const auto& group : wish.groups) text.append(" ").append(group);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sub_groups)

BOOST_AUTO_TEST_CASE(items_with_groups_are_those_that_have_some_or_are_not_for_everybody) {
  const auto items = bus_and_visit();
  BOOST_TEST_REQUIRE(items.size() == 3U);
  BOOST_TEST(items[0].key == "bus");
  BOOST_TEST(items[0].has_sub_groups());
  BOOST_TEST(items[0].groups[1].key.value() == "bus-2");
  BOOST_TEST(items[0].groups[0].name.value() == "Gruppe bus-1");
  BOOST_TEST(items[1].key == "visit");
  BOOST_TEST(!items[1].has_sub_groups());
  BOOST_TEST_REQUIRE(items[1].groups.size() == 1U);
  BOOST_TEST((items[1].groups[0].limit == 2));
  BOOST_TEST((items[1].find(std::nullopt) == std::size_t{0}));
  BOOST_TEST((items[0].find("bus-2") == std::size_t{1}));
  BOOST_TEST(!items[0].find(std::nullopt));
  BOOST_TEST(!items[1].find("bus-2"));
}

BOOST_AUTO_TEST_CASE(a_wish_names_items_and_groups_that_are_there_each_once) {
  BOOST_TEST(wrong({{"bus", {"bus-2", "bus-1"}}, {"visit", {}}, {"talk", {}}}) == "validation_failed");
  BOOST_TEST(wrong({{"flight", {}}, {"moon", {}}}) ==
             "validation_failed /wishes/0/item:no_such_grouped_item /wishes/1/item:no_such_grouped_item");
  BOOST_TEST(wrong({{"bus", {"bus-1", "bus-3", "bus-1"}}, {"visit", {"bus-1"}}, {"bus", {}}}) ==
             "validation_failed /wishes/0/groups/1:no_such_group /wishes/0/groups/2:duplicate_member "
             "/wishes/1/groups/0:no_such_group /wishes/2/item:duplicate_member");
}

BOOST_AUTO_TEST_CASE(what_is_wished_of_items_that_are_gone_stays_and_is_not_told) {
  const auto items = bus_and_visit();
  const std::vector<GroupWish> before{{"bus", {"bus-3", "bus-1"}}, {"dinner", {"late"}}, {"visit", {}}};
  BOOST_TEST(text_of(told(before, items)) == "bus bus-1, visit");
  BOOST_TEST(text_of(replaced(before, {{"talk", {"b"}}}, items)) == "dinner late, talk b");
  BOOST_TEST(text_of(replaced(before, {{"visit", {}}, {"bus", {}}}, items)) == "bus, dinner late, visit");
}

BOOST_AUTO_TEST_CASE(who_takes_part_wishes_to_or_is_fixed_there_unless_it_is_for_everybody) {
  const auto items = bus_and_visit();
  const auto& bus = items[0];
  const auto& visit = items[1];
  BOOST_TEST(takes_part(going("Anna"), bus));
  BOOST_TEST(!takes_part(going("Anna"), visit));
  BOOST_TEST(takes_part(going("Anna", {{"visit", {}}}), visit));
  BOOST_TEST(takes_part(going("Anna", {}, {{"visit", {}, true}}), visit));
  BOOST_TEST(!takes_part(going("Anna", {}, {{"visit", {}, false}}), visit));
  // In a group that is gone nobody is.
  BOOST_TEST(!takes_part(going("Anna", {}, {{"visit", "a", true}}), visit));
  BOOST_TEST(place_of(going("Anna", {}, {{"bus", "bus-3", true}}), bus) == nullptr);
  BOOST_TEST(place_of(going("Anna", {}, {{"bus", {}, true}}), bus) == nullptr);
}

BOOST_AUTO_TEST_CASE(what_was_kept_is_of_who_was_named_then_or_of_the_head_when_nobody_was) {
  const auto anna = going("Anna").who;
  const auto bert = going("Bert").who;
  BOOST_TEST(is_of(anna, anna));
  BOOST_TEST(!is_of(anna, bert));
  BOOST_TEST(!is_of(anna, {}));
  BOOST_TEST(is_of({}, bert));
  BOOST_TEST(is_of({}, {}));
}

BOOST_AUTO_TEST_CASE(places_by_hand_are_of_travellers_and_groups_that_are_there_once_for_each_item) {
  const auto items = bus_and_visit();
  const std::vector<GroupTraveller> travellers{going("Anna"), going("Bert")};
  const auto anna = travellers[0].id;
  const auto wrong_places = [&](const std::vector<PlaceWish>& places) {
    return refusal(core::Result<>(core::fail_fields(check(places, items, travellers))));
  };
  BOOST_TEST(wrong_places({{anna, {"bus", "bus-1", false}}, {anna, {"visit", {}, true}}}) == "validation_failed");
  BOOST_TEST(wrong_places({{going("Carl").id, {"bus", "bus-1", false}},
                           {anna, {"flight", {}, false}},
                           {anna, {"bus", {}, false}},
                           {anna, {"visit", "bus-1", false}},
                           {anna, {"visit", {}, false}}}) ==
             "validation_failed /places/0/participant_id:reference_not_found /places/1/item:no_such_grouped_item "
             "/places/2/group:no_such_group /places/3/group:no_such_group /places/4:duplicate_member");
}

BOOST_AUTO_TEST_CASE(new_places_take_the_place_of_those_that_are_told_and_no_other) {
  const auto items = bus_and_visit();
  std::vector<GroupTraveller> travellers{going("Anna", {}, {{"bus", "bus-1", true}, {"dinner", "late", true}}),
                                         going("Bert", {}, {{"bus", "bus-3", false}, {"visit", {}, false}}),
                                         going("Carl", {}, {{"bus", "bus-3", false}})};
  put_places(travellers, {{travellers[1].id, {"visit", {}, true}}, {travellers[1].id, {"bus", "bus-2", false}}}, items);
  BOOST_TEST((travellers[0].places == std::vector<GroupPlace>{{"dinner", "late", true}}));
  BOOST_TEST((travellers[1].places == std::vector<GroupPlace>{{"bus", "bus-2", false}, {"visit", {}, true}}));
  BOOST_TEST((travellers[2].places == std::vector<GroupPlace>{{"bus", "bus-3", false}}));
}

BOOST_AUTO_TEST_SUITE_END()
