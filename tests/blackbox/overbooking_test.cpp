// How far an event can be overbooked, by who came to past editions; set by hand, if at all.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Overbooking {
  World& world = World::get();
  std::string series = world.fresh_word();
  Overbooking() {
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                           "/api/v1/series", R"({"key": ")" + series + R"(", "name": "Reihe", "kind": "other"})")) ==
                       "201");
  }

  std::string event_in(int year) {
    const auto day = std::to_string(year) + "-05-10";
    const auto made = world.organizer.post(
        "/api/v1/events", R"({"series_key": ")" + series + R"(", "name": "Treffen", "edition_year": )" +
                              std::to_string(year) + R"(, "starts_on": ")" + day + R"(", "ends_on": ")" + day +
                              R"(", "time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"})");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made.id();
  }
  static std::string path_of(const std::string& event) { return "/api/v1/events/" + event + "/overbooking-suggestion"; }

  /// `came` of `registered` heads; completed.
  std::string past(int year, int registered, int came) {
    const auto event = event_in(year);
    const auto group = world.register_heads(event, world.new_company(), registered);
    for (int i = 0; i < came; ++i) {
      const auto ticket = group.text("/participants/" + std::to_string(i) + "/ticket_code");
      BOOST_TEST_REQUIRE(outcome(world.desk.post("/api/v1/events/" + event + "/check-ins",
                                                 R"({"direction": "entry", "ticket_code": ")" + ticket + "\"}")) ==
                         "200");
    }
    BOOST_TEST_REQUIRE(outcome(world.organizer.patch("/api/v1/events/" + event, R"({"status": "completed"})",
                                                     {{"If-Match", "*"}})) == "200");
    return event;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(overbooking, Overbooking)

BOOST_AUTO_TEST_CASE(a_suggestion_says_what_it_is_computed_from_and_is_set_by_hand) {
  const auto first = past(2014, 30, 24);
  const auto second = past(2015, 20, 18);
  const auto unwatched = past(2016, 10, 1);
  const auto event = event_in(2017);
  world.set_capacity(event, R"([{"key": "participants", "limit": 100}, {"key": "companies", "limit": 40}])");
  const auto told = world.organizer.get(path_of(event));
  BOOST_TEST_REQUIRE(outcome(told) == "200");
  BOOST_TEST(members_of(told) == "max_risk_percent turnout past_events pools");
  BOOST_TEST(members_of(told, "/turnout") == "events registered came no_show_rate no_show_rate_low no_show_rate_high");
  BOOST_TEST(members_of(told, "/past_events/0") == "event_id name edition_year starts_on registered came counts");
  BOOST_TEST(members_of(told, "/pools/0") == "key limit overbook suggested_overbook risk why_none");
  BOOST_TEST(told.integer("/max_risk_percent") == 5);
  BOOST_TEST(told.integer("/turnout/events") == 2);
  BOOST_TEST(told.integer("/turnout/registered") == 50);
  BOOST_TEST(told.integer("/turnout/came") == 42);
  BOOST_TEST(told.number("/turnout/no_show_rate") == 0.16);
  BOOST_TEST(told.number("/turnout/no_show_rate_low") < 0.16);
  BOOST_TEST(told.number("/turnout/no_show_rate_high") > 0.16);
  BOOST_TEST_REQUIRE(told.size("/past_events") == 3u);
  BOOST_TEST(told.text("/past_events/0/event_id") == unwatched);
  BOOST_TEST(!told.at("/past_events/0/counts").boolean);
  BOOST_TEST(told.text("/past_events/1/event_id") == second);
  BOOST_TEST(told.text("/past_events/2/event_id") == first);
  BOOST_TEST(told.text("/past_events/2/starts_on") == "2014-05-10");
  BOOST_TEST(told.integer("/past_events/2/came") == 24);
  BOOST_TEST_REQUIRE(told.size("/pools") == 1u);
  BOOST_TEST(told.text("/pools/0/key") == "participants");
  const auto suggested = told.integer("/pools/0/suggested_overbook");
  BOOST_TEST(suggested > 0);
  BOOST_TEST(suggested < 19);  // 100 / (1 - 0.16) - 100: what the rate alone would give away
  BOOST_TEST(told.number("/pools/0/risk") <= 0.05);
  BOOST_TEST(told.is_null("/pools/0/why_none"));
  const auto bolder = world.viewer.get(path_of(event) + "?max_risk=30");
  BOOST_TEST(bolder.integer("/pools/0/suggested_overbook") > suggested);
  BOOST_TEST(world.desk.get(path_of(event), {{"If-None-Match", told.header("etag")}}).status == 304);

  BOOST_TEST(told.integer("/pools/0/overbook") == 0);  // nothing happened by itself
  world.set_capacity(event,
                     R"([{"key": "participants", "limit": 100, "overbook": )" + std::to_string(suggested) + "}]");
  const auto taken_over = world.organizer.get(path_of(event));
  BOOST_TEST(taken_over.integer("/pools/0/overbook") == suggested);
  BOOST_TEST(taken_over.integer("/pools/0/suggested_overbook") == suggested);
}

BOOST_AUTO_TEST_CASE(without_a_past_it_says_so) {
  const auto event = event_in(2017);
  BOOST_TEST(world.organizer.get(path_of(event)).body ==
             R"({"max_risk_percent":5,"turnout":null,"past_events":[],"pools":[]})");
  world.set_capacity(event, R"([{"key": "participants", "limit": 100}])");
  const auto told = world.organizer.get(path_of(event), {{"Accept-Language", "de"}});
  BOOST_TEST(told.is_null("/pools/0/suggested_overbook"));
  BOOST_TEST(told.is_null("/pools/0/risk"));
  BOOST_TEST(told.text("/pools/0/why_none/code") == "no_past");
  BOOST_TEST(told.text("/pools/0/why_none/detail") ==
             "Keine abgeschlossene frühere Veranstaltung der Reihe sagt, wie viele der Angemeldeten kamen.");
  world.set_capacity(event, R"([{"key": "participants", "limit": 100001}])");
  past(2015, 2, 2);
  BOOST_TEST(world.organizer.get(path_of(event)).text("/pools/0/why_none/code") == "limit_too_large");
}

BOOST_AUTO_TEST_CASE(the_risk_has_bounds_and_companies_see_nothing_of_it) {
  const auto event = event_in(2017);
  BOOST_TEST(world.organizer.get(path_of(event) + "?max_risk=1").status == 200);
  BOOST_TEST(world.organizer.get(path_of(event) + "?max_risk=50").status == 200);
  BOOST_TEST(outcome(world.organizer.get(path_of(event) + "?max_risk=0")) == "422 ?max_risk:out_of_range");
  BOOST_TEST(outcome(world.organizer.get(path_of(event) + "?max_risk=51")) == "422 ?max_risk:out_of_range");
  BOOST_TEST(outcome(world.organizer.get(path_of(event) + "?max_risk=five")).starts_with("422 ?max_risk:"));
  BOOST_TEST(outcome(world.partner.get(path_of(event))) == "403 forbidden");
  BOOST_TEST(outcome(world.vendor.get(path_of(event))) == "403 forbidden");
  BOOST_TEST(outcome(world.stranger.get(path_of(event))) == "404 not_found");
  BOOST_TEST(outcome(world.anonymous.get(path_of(event))) == "401 unauthenticated");
}

BOOST_AUTO_TEST_SUITE_END()
