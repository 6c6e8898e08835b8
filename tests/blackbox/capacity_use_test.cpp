// How much of what events offer was used, over REST.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/series_world.hpp"

using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(capacity_use, SeriesWorld)

BOOST_AUTO_TEST_CASE(places_are_told_event_by_event_and_pool_by_pool) {
  const auto path = "/api/v1/statistics/capacity?series=" + series;
  const auto event = event_on("2031-05-10");
  world.set_capacity(event, R"([{"key": "participants", "limit": 8, "overbook": 1}])");
  register_at(event, {world.new_company(), world.new_company()}, 3);
  const auto later = event_on("2032-05-10");
  BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/events/" + later + "/talks/settings",
                                                 R"({"slot_minutes": 20, "tables": 3, "sessions": [{"key": "day",
      "name": "Tag", "date": "2032-05-10", "starts_at": "09:00", "ends_at": "10:00"}]})")) == "200");
  const auto answer = world.viewer.get(path);
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer) == "series events");
  BOOST_TEST(members_of(answer, "/events/0") == "event_id name edition_year starts_on status pools talks");
  BOOST_TEST(members_of(answer, "/events/0/pools/0") == "pool limit overbook confirmed waitlisted use came came_use");
  BOOST_TEST(members_of(answer, "/events/1/talks") ==
             "slots tables offered planned at_common held not_recorded utilisation");
  BOOST_TEST(answer.text("/events/0/event_id") == event);
  BOOST_TEST(answer.size("/events/0/pools") == 2u);
  BOOST_TEST(answer.text("/events/0/pools/0/pool") == "participants");
  BOOST_TEST(answer.integer("/events/0/pools/0/confirmed") == 6);
  BOOST_TEST(answer.number("/events/0/pools/0/use") == 0.75);
  BOOST_TEST(answer.is_null("/events/0/pools/0/came"));
  BOOST_TEST(answer.is_null("/events/0/talks"));
  BOOST_TEST(answer.integer("/events/1/talks/offered") == 9);
  BOOST_TEST(answer.is_null("/events/1/talks/planned"));
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", answer.header("etag")}}).status == 304);
  const auto csv = world.viewer.get(path + "&format=csv");
  BOOST_TEST(csv.body.find(",2031,2031-05-10,open,pool,participants,8,1,6,0,0.75,,,,,,,,,,\r\n") != std::string::npos,
             csv.body);
  BOOST_TEST(csv.body.find(",2032,2032-05-10,open,talks,,,,,,,,,3,3,9,,,,,\r\n") != std::string::npos, csv.body);
  BOOST_TEST(world.viewer.get(path + "&format=rows&to=2031").size("") == 2u);
  BOOST_TEST(outcome(world.viewer.get(path + "&from=2031&to=2030")) == "422 ?to:wrong_order");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/capacity?series=none")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/capacity")) == "422 ?series:required");
  BOOST_TEST(world.partner.get(path).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
