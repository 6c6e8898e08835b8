// A series event by event, and which companies came again, over REST.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Editions {
  World& world = World::get();
  std::string series = world.fresh_word();
  std::string editions = "/api/v1/statistics/editions?series=" + series;
  std::string retention = "/api/v1/statistics/retention?series=" + series;

  Editions() {
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                           "/api/v1/series", R"({"key": ")" + series + R"(", "name": "Reihe", "kind": "other"})")) ==
                       "201");
  }
  std::string event_in(int year, const std::vector<std::string>& companies) {
    const auto day = std::to_string(year) + "-05-10";
    const auto made = world.organizer.post(
        "/api/v1/events", R"({"series_key": ")" + series + R"(", "name": "Treffen", "edition_year": )" +
                              std::to_string(year) + R"(, "starts_on": ")" + day + R"(", "ends_on": ")" + day +
                              R"(", "time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"})");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    for (const auto& company : companies)
      BOOST_TEST_REQUIRE(outcome(world.register_heads(made.id(), company, 2)) == "201");
    return made.id();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(editions_and_retention, Editions)

BOOST_AUTO_TEST_CASE(a_series_is_told_event_by_event) {
  const auto company = world.new_company();
  const auto event = event_in(2031, {company});
  world.set_capacity(event, R"([{"key": "participants", "limit": 8}])");
  const auto answer = world.viewer.get(editions);
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer) == "series as_of editions");
  BOOST_TEST(members_of(answer, "/editions/0") ==
             "event_id name edition_year starts_on status complete companies participants vendors persons_per_company "
             "registered_at_start no_shows no_show_rate places capacity_use");
  BOOST_TEST(answer.text("/editions/0/status") == "open");
  BOOST_TEST(answer.integer("/editions/0/participants") == 2);
  BOOST_TEST(answer.number("/editions/0/capacity_use") == 0.25);
  BOOST_TEST(answer.is_null("/editions/0/registered_at_start"));
  BOOST_TEST(answer.is_null("/editions/0/no_shows"));
  // Weak, for as_of is another at each call: the figures are the same, the bytes are not.
  BOOST_TEST(answer.header("etag").starts_with("W/"));
  const auto same = world.viewer.get(editions, {{"If-None-Match", answer.header("etag")}});
  BOOST_TEST(same.status == 304);
  BOOST_TEST(same.header("etag") == answer.header("etag"));
  const auto csv = world.viewer.get(editions + "&format=csv");
  BOOST_TEST(csv.body.find(",2031,2031-05-10,open,false,1,2,0,2,,,,8,0.25\r\n") != std::string::npos, csv.body);
  const auto german = world.viewer.get(editions + "&format=csv_de");
  BOOST_TEST(german.body.starts_with("\xEF\xBB\xBFseries;event_id;name;"));
  BOOST_TEST(german.body.find(";2031;2031-05-10;open;false;1;2;0;2;;;;8;0,25\r\n") != std::string::npos, german.body);
  BOOST_TEST(german.header("content-type") == "text/csv; charset=utf-8");
  BOOST_TEST(german.header("etag") != csv.header("etag"));
  BOOST_TEST(world.viewer.get(editions + "&format=rows&to=2030").size("") == 0u);
  BOOST_TEST_REQUIRE(outcome(world.register_heads(event, company, 2)) == "201");
  BOOST_TEST(world.viewer.get(editions).integer("/editions/0/participants") == 4);
  BOOST_TEST(outcome(world.viewer.get(editions + "&from=2031&to=2030")) == "422 ?to:wrong_order");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/editions?series=none")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/editions")) == "422 ?series:required");
  BOOST_TEST(world.partner.get(editions).status == 403);
}

BOOST_AUTO_TEST_CASE(years_tell_which_companies_came_again) {
  const auto one = world.new_company();
  const auto two = world.new_company();
  const auto three = world.new_company();
  event_in(2031, {one, two, world.new_company("vendor")});
  event_in(2032, {two, three});
  event_in(2034, {one, three});
  const auto answer = world.viewer.get(retention);
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer) == "series as_of years");
  BOOST_TEST(members_of(answer, "/years/0") ==
             "year complete since_year companies returning new reactivated lapsed retention first_timers");
  BOOST_TEST(answer.is_null("/years/0/lapsed"));
  BOOST_TEST(answer.integer("/years/1/returning") == 1);
  BOOST_TEST(answer.integer("/years/1/lapsed") == 1);
  BOOST_TEST(answer.number("/years/1/retention") == 0.5);
  BOOST_TEST(answer.integer("/years/2/since_year") == 2032);
  BOOST_TEST(answer.integer("/years/2/reactivated") == 1);
  BOOST_TEST(world.viewer.get(retention, {{"If-None-Match", answer.header("etag")}}).status == 304);
  const auto csv = world.viewer.get(retention + "&format=csv&from=2034");
  BOOST_TEST(csv.body.find(series + ",2034,false,2032,2,1,0,1,1,0.5,0\r\n") != std::string::npos, csv.body);
  BOOST_TEST(world.viewer.get(retention + "&format=rows").size("") == 3u);
  BOOST_TEST(outcome(world.viewer.get(retention + "&from=2031&to=2030")) == "422 ?to:wrong_order");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/retention?series=none")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/retention")) == "422 ?series:required");
}

BOOST_AUTO_TEST_SUITE_END()
