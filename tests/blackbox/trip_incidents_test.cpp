// What happens on the road, written down by the guide over REST.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/tripping.hpp"

using namespace tagwerk::test;

namespace {

struct OnTheRoad {
  World& world = World::get();
  std::string event = new_trip(world);
  std::string path = "/api/v1/events/" + event + "/trip/incidents";
  std::string late = R"({"severity": "note", "note": "Der Bus war spät"})";
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_incidents, OnTheRoad)

BOOST_AUTO_TEST_CASE(a_guide_writes_down_what_happens_and_somebody_says_what_became_of_it) {
  const auto made = world.desk.post(path, late, {{"Idempotency-Key", world.fresh_word()}});
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(members_of(made) ==
             "id event_id severity note happened_at item participant_id reported_by resolution created_at updated_at");
  const auto address = made.header("location");
  BOOST_TEST(address == path + "/" + made.id());
  const auto found = world.organizer.get(address);
  BOOST_TEST(found.body == made.body);
  BOOST_TEST(world.organizer.get(address, {{"If-None-Match", found.header("etag")}}).status == 304);
  const auto resolved = world.organizer.patch(address, R"({"resolution": "Ein Taxi", "severity": "serious"})",
                                              {{"If-Match", found.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(resolved) == "200");
  BOOST_TEST(resolved.text("/resolution") == "Ein Taxi");
  BOOST_TEST(outcome(world.organizer.patch(address, "{}", {{"If-Match", found.header("etag")}})) ==
             "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.patch(address, "{}")) == "428 precondition_required");
  const auto open_again = world.desk.patch(address, R"({"resolution": null})", {{"If-Match", "*"}});
  BOOST_TEST(open_again.is_null("/resolution"));
  const auto all = world.desk.get(path);
  BOOST_TEST(all.size("/results") == 1u);
  BOOST_TEST(world.desk.get(path + "?updated_since=2100-01-01T00:00:00Z").size("/results") == 0u);
}

// With a telephone that had no network.
BOOST_AUTO_TEST_CASE(what_is_sent_later_and_twice_is_there_once) {
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto before = R"({"severity": "note", "note": "Ein Koffer fehlt", "happened_at": "2026-11-05T06:00:00Z"})";
  const auto first = world.desk.post(path, before, key);
  BOOST_TEST_REQUIRE(outcome(first) == "201");
  BOOST_TEST(first.text("/happened_at") == "2026-11-05T06:00:00Z");
  const auto second = world.desk.post(path, before, key);
  BOOST_TEST(second.body == first.body);
  BOOST_TEST(outcome(world.desk.post(path, late, key)) == "422 idempotency_key_reused");
  BOOST_TEST(world.desk.get(path).size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(bad_incidents_are_refused_by_name) {
  BOOST_TEST(outcome(world.desk.post(path, R"({"severity": "grave", "note": ""})")).starts_with("422 "));
  BOOST_TEST(
      outcome(world.desk.post(path, R"({"severity": "note", "note": "x", "happened_at": "2100-01-01T00:00:00Z"})")) ==
      "422 /happened_at:in_future");
  BOOST_TEST(outcome(world.desk.post(path, R"({"severity": "note", "note": "x", "item": "nothing"})")) ==
             "422 /item:reference_not_found");
  BOOST_TEST(outcome(world.desk.post(
                 path, R"({"severity": "note", "note": "x", "participant_id": ")" + std::string(nobodys_id) + "\"}")) ==
             "422 /participant_id:reference_not_found");
  BOOST_TEST(outcome(world.desk.get(path + "/" + std::string(nobodys_id))) == "404 not_found");
  BOOST_TEST(outcome(world.desk.patch(path + "/" + std::string(nobodys_id), "{}", {{"If-Match", "*"}})) ==
             "404 not_found");
}

BOOST_AUTO_TEST_CASE(incidents_are_for_staff) {
  BOOST_TEST(outcome(world.viewer.get(path)) == "403 forbidden");
  BOOST_TEST(outcome(world.partner.post(path, late)) == "403 forbidden");
  BOOST_TEST(outcome(world.stranger.get(path)) == "404 not_found");
  const auto congress = "/api/v1/events/" + world.new_event() + "/trip/incidents";
  BOOST_TEST(outcome(world.desk.get(congress)) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.desk.post(congress, late)) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.desk.get(congress + "/" + std::string(nobodys_id))) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.desk.patch(congress + "/" + std::string(nobodys_id), "{}", {{"If-Match", "*"}})) ==
             "409 not_a_study_trip");
}

BOOST_AUTO_TEST_SUITE_END()
