#include "engine/trips/own_itinerary.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/trips/grouping.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

const auto anna = core::ParticipantId::make(core::parse_rfc3339("2016-11-10T08:00:00Z").value());
const auto bert = core::ParticipantId::make(core::parse_rfc3339("2016-11-10T08:00:01Z").value());

trips::Publication told() {
  trips::Publication told;
  told.itinerary.items = {grouped("park", true, {}, {a_group("a"), a_group("b")}), grouped("huawei", false, 5),
                          grouped("tower", false, {}), grouped("dinner", true, {})};
  told.items.resize(4);
  told.items[3].sequence = 7;
  return told;
}

// "park:a,b huawei dinner"
std::string keys(const trips::Publication& publication) {
  std::string text;
  BOOST_TEST_REQUIRE(publication.items.size() == publication.itinerary.items.size());
  for (const auto& item : publication.itinerary.items) {
    text.append(text.empty() ? "" : " ").append(item.key);
    for (const auto& group : item.groups) text.append(&group == &item.groups.front() ? ":" : ",").append(group.key);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(own_itinerary)

BOOST_AUTO_TEST_CASE(before_anybody_is_assigned_all_is_told) {
  BOOST_TEST((trips::told_to(anna, told(), {}) == told()));
}

BOOST_AUTO_TEST_CASE(a_traveller_is_told_of_his_items_and_his_group) {
  const std::map<core::ParticipantId, trips::GroupsOfTraveller> groups{
      {anna, {{"park", "b"}, {"huawei", std::nullopt}, {"gone", "x"}}}, {bert, {{"park", "a"}}}};
  BOOST_TEST(keys(trips::told_to(anna, told(), groups)) == "park:b huawei tower dinner");
  // To the tower nobody is assigned yet.
  BOOST_TEST(keys(trips::told_to(bert, told(), groups)) == "park:a tower dinner");
  BOOST_TEST(trips::told_to(bert, told(), groups).items.back().sequence == 7);
  const auto carla = core::ParticipantId::make(core::parse_rfc3339("2016-11-10T08:00:02Z").value());
  BOOST_TEST(keys(trips::told_to(carla, told(), groups)) == "park:a,b tower dinner");
}

BOOST_AUTO_TEST_SUITE_END()
