// The association's real figures through the front door, and the ways in which they may be asked for.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

std::string new_series(World& world, const std::string& kind = "congress") {
  auto key = world.fresh_word();
  const auto made = world.organizer.post("/api/v1/series",
                                         R"({"key": ")" + key + R"(", "name": "Reihe", "kind": ")" + kind + R"("})");
  BOOST_TEST_REQUIRE(made.status == 201);
  return key;
}

std::string open_event(World& world, const std::string& series) {
  const auto made = world.organizer.post(
      "/api/v1/events",
      R"({"series_key": ")" + series +
          R"(", "name": "K", "edition_year": 2030, "starts_on": "2030-05-01", "ends_on": "2030-05-02", "time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"})");
  BOOST_TEST_REQUIRE(made.status == 201, made.body);
  return made.id();
}

void record(World& world, const std::string& series, int year, const std::string& members) {
  const auto answer = world.organizer.put("/api/v1/series/" + series + "/attendance/" + std::to_string(year), members);
  BOOST_TEST_REQUIRE((answer.status == 201 || answer.status == 200), answer.body);
}

Answer trend(const Client& client, const std::string& series, const std::string& more = {}) {
  return client.get("/api/v1/statistics/attendance?series=" + series + more);
}

constexpr const char* article = R"("source": "published 2016")";

}  // namespace

BOOST_AUTO_TEST_SUITE(statistics)

BOOST_AUTO_TEST_CASE(the_congress_grew_from_102_to_134_by_31_percent) {
  auto& world = World::get();
  const auto series = new_series(world);
  record(world, series, 2014, std::string(R"({"participants": 102, "complete": true, )") + article + "}");
  record(world, series, 2016, std::string(R"({"participants": 134, "complete": true, )") + article + "}");
  const auto answer = trend(world.viewer, series);
  BOOST_TEST_REQUIRE(answer.status == 200);
  BOOST_TEST(answer.text("/series") == series);
  BOOST_TEST_REQUIRE(answer.size("/years") == 2u);
  BOOST_TEST(answer.integer("/years/0/year") == 2014);
  BOOST_TEST(answer.integer("/years/0/participants") == 102);
  BOOST_TEST(answer.is_null("/years/0/companies"));
  BOOST_TEST(answer.is_null("/years/0/growth_from_previous"));
  BOOST_TEST(answer.integer("/years/1/participants") == 134);
  BOOST_TEST(answer.integer("/years/1/growth_from_previous/since_year") == 2014);
  BOOST_TEST(answer.number("/years/1/growth_from_previous/participants") == 0.3137);
  BOOST_TEST(answer.integer("/years/1/growth_from_previous/absolute/participants") == 32);
  BOOST_TEST(answer.is_null("/years/1/growth_from_previous/companies"));
  BOOST_TEST(answer.body.find("0.3137") != std::string::npos);  // fixed notation
  BOOST_TEST(answer.has("/as_of"));
}

BOOST_AUTO_TEST_CASE(a_year_that_is_not_over_is_marked) {
  auto& world = World::get();
  const auto series = new_series(world, "partner_talks");
  record(world, series, 2014, std::string(R"({"participants": 93, "complete": true, )") + article + "}");
  record(world, series, 2016, std::string(R"({"participants": 108, "complete": false, )") + article + "}");
  const auto answer = trend(world.viewer, series);
  BOOST_TEST(answer.at("/years/0/complete").boolean);
  BOOST_TEST(!answer.at("/years/1/complete").boolean);
  BOOST_TEST(answer.integer("/years/1/participants") == 108);
  BOOST_TEST(answer.number("/years/1/growth_from_previous/participants") == 0.1613);
}

BOOST_AUTO_TEST_CASE(growth_is_told_per_year_and_an_unfinished_year_beside_the_same_days_of_the_earlier_one) {
  auto& world = World::get();
  const auto series = new_series(world);
  record(world, series, 2014,
         std::string(R"({"participants": 102, "companies": 40, "complete": true, )") + article + "}");
  record(world, series, 2016, std::string(R"({"participants": 134, "complete": true, )") + article + "}");
  const auto told = trend(world.viewer, series);
  BOOST_TEST(told.number("/years/0/persons_per_company") == 2.55);
  BOOST_TEST(told.number("/years/1/growth_from_previous/per_year/participants") == 0.1462);
  BOOST_TEST(told.is_null("/years/1/growth_from_previous/per_year/companies"));
  BOOST_TEST(told.is_null("/years/1/same_days_elapsed"));

  const auto other = new_series(world);
  const auto event = open_event(world, other);
  const auto import = world.admin.post("/api/v1/events/" + event + "/registrations/import",
                                       R"({"registrations": [{"company_id": ")" + world.new_company() +
                                           R"(", "headcount": 3, "registered_at": "2016-05-01T10:00:00Z"}]})");
  BOOST_TEST_REQUIRE(import.integer("/imported") == 1, import.body);
  const auto next = world.organizer.post(
      "/api/v1/events",
      R"({"series_key": ")" + other +
          R"(", "name": "K", "edition_year": 2031, "starts_on": "2031-05-01", "ends_on": "2031-05-02", "time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"})");
  BOOST_TEST_REQUIRE(world.register_heads(next.id(), world.new_company(), 6).status == 201);
  // A year before today the earlier one had those three.
  const auto like = trend(world.viewer, other);
  BOOST_TEST(like.integer("/years/1/same_days_elapsed/since_year") == 2030);
  BOOST_TEST(like.integer("/years/1/same_days_elapsed/participants") == 3);
  BOOST_TEST(like.integer("/years/1/same_days_elapsed/companies") == 1);
  BOOST_TEST(like.number("/years/1/same_days_elapsed/relative/participants") == 1);
  BOOST_TEST(like.number("/years/1/growth_from_previous/participants") == 1);
  BOOST_TEST(like.is_null("/years/0/same_days_elapsed"));
  const auto rows = trend(world.viewer, other, "&format=rows");
  BOOST_TEST(rows.integer("/1/participants_same_days") == 3);
}

BOOST_AUTO_TEST_CASE(a_registration_shows_in_the_very_next_trend) {
  auto& world = World::get();
  const auto series = new_series(world);
  const auto event = open_event(world, series);
  std::int64_t heads = 0;
  for (int i = 1; i <= 5; ++i) {
    BOOST_TEST_REQUIRE(world.register_heads(event, world.new_company(), i).status == 201);
    heads += i;
    const auto answer = trend(world.viewer, series);
    BOOST_TEST_REQUIRE(answer.size("/years") == 1u);
    BOOST_TEST(answer.integer("/years/0/participants") == heads);
    BOOST_TEST(answer.integer("/years/0/companies") == i);
    BOOST_TEST(answer.integer("/years/0/events") == 1);
    BOOST_TEST(!answer.at("/years/0/complete").boolean);
  }
}

BOOST_AUTO_TEST_CASE(a_registration_shows_in_the_very_next_trend_also_beside_a_crowd_that_asks) {
  auto& world = World::get();
  const auto series = new_series(world);
  const auto event = open_event(world, series);
  const auto company = world.new_company();
  std::atomic<int> refused{0};
  std::vector<std::jthread> crowd;  // stops with the test, however that ends
  for (int i = 0; i < 16; ++i) {
    crowd.emplace_back([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) refused += trend(world.viewer, series).status == 200 ? 0 : 1;
    });
  }
  for (int heads = 1; heads <= 30; ++heads) {
    const auto made = world.register_heads(event, company, 1);
    const auto shown = trend(world.viewer, series);
    if (made.status != 201 || shown.size("/years") != 1 || shown.integer("/years/0/participants") != heads) {
      BOOST_TEST(shown.body == "", "after " << heads << " heads: " << made.status << " " << shown.body);
    }
  }
  for (auto& one : crowd) one.request_stop();
  crowd.clear();
  BOOST_TEST(refused == 0);
}

// Was served from memory for up to a second: found by reading, fixed, kept here.
BOOST_AUTO_TEST_CASE(a_company_that_becomes_a_vendor_is_counted_as_one_in_the_very_next_trend) {
  auto& world = World::get();
  const auto series = new_series(world);
  const auto event = open_event(world, series);
  const auto company = world.new_company("partner");
  BOOST_TEST_REQUIRE(world.register_heads(event, company, 2).status == 201);
  BOOST_TEST(trend(world.viewer, series).integer("/years/0/companies") == 1);
  BOOST_TEST(
      world.organizer.patch("/api/v1/companies/" + company, R"({"role": "vendor"})", {{"If-Match", "*"}}).status ==
      200);
  BOOST_TEST(trend(world.viewer, series).integer("/years/0/companies") == 0);
  BOOST_TEST(trend(world.viewer, series).integer("/years/0/vendors") == 1);
}

BOOST_AUTO_TEST_CASE(another_process_shows_a_registration_within_a_second) {
  auto& world = World::get();
  const auto series = new_series(world);
  const auto event = open_event(world, series);
  ServerProcess second(binary(), world.database.url());
  const Client elsewhere(second.port(), world.viewer.token());
  BOOST_TEST_REQUIRE(world.register_heads(event, world.new_company(), 1).status == 201);
  BOOST_TEST(trend(elsewhere, series).integer("/years/0/participants") == 1);
  BOOST_TEST_REQUIRE(world.register_heads(event, world.new_company(), 1).status == 201);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  BOOST_TEST(trend(elsewhere, series).integer("/years/0/participants") == 2);
}

BOOST_AUTO_TEST_CASE(rows_and_csv_hold_the_same_figures_as_json) {
  auto& world = World::get();
  const auto series = new_series(world);
  record(world, series, 2014, std::string(R"({"participants": 102, "complete": true, )") + article + "}");
  record(world, series, 2016,
         std::string(R"({"participants": 134, "companies": 61, "complete": true, )") + article + "}");
  const auto rows = trend(world.viewer, series, "&format=rows");
  BOOST_TEST_REQUIRE(rows.size("") == 2u);
  BOOST_TEST(rows.integer("/1/year") == 2016);
  BOOST_TEST(rows.integer("/1/participants") == 134);
  BOOST_TEST(rows.integer("/1/companies") == 61);
  for (const auto& csv :
       {trend(world.viewer, series, "&format=csv"),
        world.viewer.get("/api/v1/statistics/attendance?series=" + series, {{"Accept", "text/csv"}})}) {
    BOOST_TEST(csv.status == 200);
    BOOST_TEST(csv.header("content-type").starts_with("text/csv"));
    BOOST_TEST(csv.body.find("year") != std::string::npos);
    BOOST_TEST(csv.body.find("134") != std::string::npos);
    BOOST_TEST(csv.body.find("0.3137") != std::string::npos);
    BOOST_TEST(csv.body.find("\r\n") != std::string::npos);
  }
  BOOST_TEST(trend(world.viewer, series, "&from=2015").size("/years") == 1u);
  BOOST_TEST(trend(world.viewer, series, "&to=2015").size("/years") == 1u);
}

BOOST_AUTO_TEST_CASE(a_question_that_makes_no_sense_is_refused_by_name) {
  auto& world = World::get();
  BOOST_TEST(world.viewer.get("/api/v1/statistics/attendance").field_errors() == "?series:required");
  BOOST_TEST(trend(world.viewer, "Not%20A%20Key").status == 422);
  BOOST_TEST(trend(world.viewer, "no-such-series").status == 404);
  const auto series = new_series(world);
  BOOST_TEST(trend(world.viewer, series, "&from=x").field_errors().find("?from:") != std::string::npos);
  BOOST_TEST(trend(world.viewer, series, "&format=xml").field_errors().find("?format:unknown_value") !=
             std::string::npos);
  BOOST_TEST(trend(world.stranger, series).status == 404);
  BOOST_TEST(trend(world.viewer, series).size("/years") == 0u);
}

BOOST_AUTO_TEST_CASE(recorded_figures_are_checked) {
  auto& world = World::get();
  const auto series = new_series(world);
  const auto path = "/api/v1/series/" + series + "/attendance/2014";
  BOOST_TEST(world.organizer.put(path, "{}").status == 422);
  BOOST_TEST(world.organizer.put(path, R"({"participants": -1, "source": "s", "complete": true})")
                 .field_errors()
                 .find("/participants:") != std::string::npos);
  BOOST_TEST(world.organizer.put(path, R"({"participants": 1.5, "source": "s", "complete": true})")
                 .field_errors()
                 .find("/participants:") != std::string::npos);
  BOOST_TEST(world.organizer.put(path, R"({"participants": 1, "source": "s", "complete": true})").status == 201);
  BOOST_TEST(world.organizer.put(path, R"({"participants": 2, "source": "s", "complete": true})").status == 200);
  const auto read = world.organizer.get(path);
  BOOST_TEST(read.integer("/participants") == 2);
  BOOST_TEST(
      world.organizer.put(path, R"({"participants": 3, "source": "s", "complete": true})", {{"If-Match", "\"v1\""}})
          .status == 412);
  BOOST_TEST(world.organizer.get("/api/v1/series/" + series + "/attendance/2015").status == 404);
  BOOST_TEST(world.organizer.get("/api/v1/series/" + series + "/attendance/x").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
