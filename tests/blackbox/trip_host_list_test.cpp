// The list of travellers that goes to a host, over REST: who is expected, and nothing that a host does not need.
#include "tests/blackbox/travellers_world.hpp"

using namespace tagwerk::test;

namespace {

struct Hosts : TravellersWorld {
  std::string of_item(const std::string& key) const { return trip + "/itinerary/" + key + "/list"; }

  static std::string item(const std::string& key, const std::string& kind, int day, const std::string& members) {
    return R"({"key": ")" + key + R"(", "kind": ")" + kind + R"(", "title": "Punkt )" + key +
           R"(", "place": "sz", "starts_on": "2030-11-0)" + std::to_string(day) +
           R"(", "starts_at": "10:00", "ends_on": "2030-11-0)" + std::to_string(day) + R"(", "ends_at": "12:00")" +
           members + "}";
  }
  void draft() const {
    BOOST_TEST_REQUIRE(
        outcome(world.organizer.put(
            trip + "/itinerary",
            R"({"places": [{"key": "sz", "name": "Shenzhen", "country": "CN", "time_zone": "Asia/Shanghai"}], "items": [)" +
                item(
                    "huawei", "visit", 7,
                    R"(, "for_everybody": false, "limit": 2, "host": "Huawei", "contact": "Empfang", "dress": "Anzug", )"
                    R"("identification": "Reisepass", "register_by": "2030-10-20")") +
                "," + item("dinner", "meal", 8, "") + "]}")) == "200");
  }
  void assign(const std::string& participant) const {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(trip + "/sub-groups",
                                                   R"({"places": [{"participant_id": ")" + participant +
                                                       R"(", "item": "huawei", "group": null, "fixed": true}]})",
                                                   {{"If-Match", "*"}})) == "200");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_host_list, Hosts)

BOOST_AUTO_TEST_CASE(a_host_is_told_whom_to_expect) {
  BOOST_TEST(outcome(world.organizer.get(of_item("huawei"))) == "404 not_found");
  draft();
  const auto anna = enter("Anna");
  static_cast<void>(enter("Bert", world.new_company()));
  static_cast<void>(enter("Carl"));
  const auto all = world.organizer.get(of_item("huawei"));
  BOOST_TEST_REQUIRE(outcome(all) == "200");
  BOOST_TEST(members_of(all) == "item place_name expected unnamed over_limit guests diets");
  BOOST_TEST(all.integer("/expected") == 3);
  BOOST_TEST(all.at("/over_limit").boolean);
  BOOST_TEST(all.text("/item/host") == "Huawei");
  BOOST_TEST(all.text("/item/register_by") == "2030-10-20");
  BOOST_TEST(all.text("/place_name") == "Shenzhen");
  BOOST_TEST(all.text("/guests/2/given_name") == "Carl");
  BOOST_TEST(all.is_null("/diets"));
  BOOST_TEST(outcome(world.organizer.get(of_item("huawei"), {{"If-None-Match", all.header("etag")}})) == "304");

  assign(anna.text("/participants/0/id"));
  const auto assigned = world.organizer.get(of_item("huawei"));
  BOOST_TEST_REQUIRE(assigned.size("/guests") == 1U);
  BOOST_TEST(assigned.text("/guests/0/given_name") == "Anna");
  BOOST_TEST(!assigned.at("/over_limit").boolean);
  BOOST_TEST(outcome(world.organizer.get(of_item("gone"))) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.get("/api/v1/events/" + world.new_event() + "/trip/itinerary/huawei/list")) ==
             "409 not_a_study_trip");
}

BOOST_AUTO_TEST_CASE(a_host_of_a_meal_is_told_what_is_eaten_and_not_by_whom) {
  draft();
  const auto anna = enter("Anna");
  static_cast<void>(enter("Bert"));
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, of(anna), complete())) == "200");
  const auto list = world.organizer.get(of_item("dinner"));
  BOOST_TEST(list.text("/diets/needs/0/need") == "vegetarisch");
  BOOST_TEST(list.integer("/diets/needs/0/heads") == 1);
  BOOST_TEST(list.integer("/diets/none") == 0);
  BOOST_TEST(list.integer("/diets/unknown") == 1);
  for (const auto* secret : {"C01X00T47", "Otto", "+49", "@example.org", "Musterversicherung"})
    BOOST_TEST(list.body.find(secret) == std::string::npos, secret);
}

BOOST_AUTO_TEST_CASE(a_list_for_a_host_is_a_table_in_which_no_name_is_a_formula) {
  draft();
  static_cast<void>(enter("=1+1"));
  const auto csv = world.organizer.get(of_item("dinner") + "?format=csv");
  BOOST_TEST(csv.body.starts_with("family_name,given_name,company,group\r\nBeispiel,'=1+1,"), csv.body);
  BOOST_TEST(world.organizer.get(of_item("dinner") + "?format=rows").text("/0/given_name") == "=1+1");
  const auto workbook = world.organizer.get(of_item("dinner") + "?format=xlsx");
  BOOST_TEST(workbook.header("content-type") == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  BOOST_TEST(workbook.body.starts_with("PK"));
}

BOOST_AUTO_TEST_CASE(nobody_but_organizers_gets_a_list_for_a_host) {
  draft();
  static_cast<void>(enter("Anna"));
  for (const auto* client : {&world.viewer, &world.desk, &world.partner})
    BOOST_TEST(outcome(client->get(of_item("huawei"))) == "403 forbidden");
}

BOOST_AUTO_TEST_SUITE_END()
