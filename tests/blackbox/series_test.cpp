// Series: what the events of one kind of gathering have in common.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* all = "/api/v1/series";

struct Series {
  World& world = World::get();
  std::string key = world.fresh_word();
  std::string one = std::string(all) + "/" + key;

  static std::string body(const std::string& series_key, const std::string& kind = "congress") {
    return R"({"key": ")" + series_key + R"(", "name": "Jahreskongress", "kind": ")" + kind + "\"}";
  }
  Answer create(const std::string& json) { return world.organizer.post(all, json); }
  void create() { BOOST_TEST_REQUIRE(outcome(create(body(key))) == "201"); }
  Answer change(const std::string& patch) { return world.organizer.patch(one, patch, {{"If-Match", "*"}}); }
  Answer new_event() {
    return world.organizer.post("/api/v1/events",
                                R"({"series_key": ")" + key +
                                    R"(", "name": "T", "edition_year": 2016, "starts_on": "2016-11-10", )"
                                    R"("ends_on": "2016-11-11", "time_zone": "Europe/Berlin", "city": "Bonn", )"
                                    R"("country": "DE", "status": "open"})");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(series, Series)

BOOST_AUTO_TEST_CASE(a_series_is_created_and_read) {
  const auto made = create(R"({"key": ")" + key + R"(", "name": )" + quoted(colourful) + R"(, "kind": "study_trip"})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == one);
  BOOST_TEST(members_of(made) == "id key name kind created_at updated_at");
  BOOST_TEST(made.text("/key") == key);
  BOOST_TEST(made.text("/name") == colourful);
  BOOST_TEST(made.text("/kind") == "study_trip");
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    const auto read = client->get(one);
    BOOST_TEST(read.body == made.body);
    BOOST_TEST(read.header("etag") == made.header("etag"));
  }
  BOOST_TEST(outcome(world.stranger.get(one)) == "404 not_found");
  for (const char* other : {"none-such", "%20", "N"}) {
    BOOST_TEST(outcome(world.viewer.get(all + ("/" + std::string(other)))) == "404 not_found");
  }
  BOOST_TEST(outcome(world.viewer.get(one + "%20")) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(every_kind_of_the_contract_is_known_and_no_other) {
  for (const char* kind : {"congress", "partner_talks", "focus_group", "regional_meeting", "study_trip", "other"}) {
    const auto made = create(body(world.fresh_word(), kind));
    BOOST_TEST(outcome(made) == "201");
    BOOST_TEST(made.text("/kind") == kind);
  }
  const auto refused = create(body(world.fresh_word(), "party"));
  BOOST_TEST(outcome(refused) == "422 /kind:unknown_value");
  BOOST_TEST(refused.text("/errors/0/detail").find("party") != std::string::npos);
  BOOST_TEST(refused.text("/errors/0/detail").find("regional_meeting") != std::string::npos);
  BOOST_TEST(outcome(create(body(world.fresh_word(), "Congress"))) == "422 /kind:unknown_value");
}

BOOST_AUTO_TEST_CASE(a_key_exists_once_in_an_organization) {
  create();
  BOOST_TEST(outcome(create(body(key))) == "409 already_exists");
  BOOST_TEST(outcome(world.stranger.post(all, body(key))) == "201");
}

BOOST_AUTO_TEST_CASE(only_organizers_write_series) {
  create();
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    BOOST_TEST(outcome(client->post(all, body(world.fresh_word()))) == "403 forbidden");
    BOOST_TEST(outcome(client->patch(one, R"({"name": "x"})", {{"If-Match", "*"}})) == "403 forbidden");
    BOOST_TEST(outcome(client->remove(one, {{"If-Match", "*"}})) == "403 forbidden");
  }
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_series_is_kept) {
  const auto with_key = [&](const std::string& json) {
    return create(R"({"key": )" + json + R"(, "name": "N", "kind": "other"})");
  };
  check_key_refusals(with_key, "/key");
  BOOST_TEST(outcome(with_key(quoted(times("s", 64 - key.size()) + key))) == "201");
  check_line(
      [&](const std::string& json) {
        return create(R"({"key": ")" + world.fresh_word() + R"(", "kind": "other", "name": )" + json + "}");
      },
      "/name", 200, 201);
  create();
  check_line([&](const std::string& json) { return change(R"({"name": )" + json + "}"); }, "/name", 200, 200);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(create("{}")) == "422 /key:required /name:required /kind:required");
  BOOST_TEST(outcome(create(R"({"key": "A B", "name": " ", "kind": 1, "color": "red"})")) ==
             "422 /key:wrong_format /name:wrong_format /kind:wrong_type /color:unknown_member");
  create();
  BOOST_TEST(outcome(change(R"({"key": "x", "name": null, "kind": null})")) ==
             "422 /key:unknown_member /name:wrong_type /kind:wrong_type");
}

BOOST_AUTO_TEST_CASE(a_new_kind_is_a_new_version_of_the_series_and_its_events) {
  create();
  const auto event = new_event();
  BOOST_TEST(event.text("/kind") == "congress");
  const auto etag = event.header("etag");
  BOOST_TEST(outcome(change(R"({"name": "Anderer Name"})")) == "200");
  BOOST_TEST(world.viewer.get(event.header("location"), {{"If-None-Match", etag}}).status == 304);
  check_versions(world.organizer, one, R"({"kind": "partner_talks"})");
  const auto now = world.viewer.get(event.header("location"), {{"If-None-Match", etag}});
  BOOST_TEST_REQUIRE(now.status == 200);
  BOOST_TEST(now.text("/kind") == "partner_talks");
  BOOST_TEST(world.viewer.get("/api/v1/events?kind=partner_talks&series_key=" + key).size("/results") == 1u);
  BOOST_TEST(world.viewer.get("/api/v1/events?kind=congress&series_key=" + key).size("/results") == 0u);
}

BOOST_AUTO_TEST_CASE(a_series_is_deleted_unless_events_or_figures_hang_on_it) {
  create();
  const auto event = new_event();
  const auto with_event = world.organizer.remove(one, {{"If-Match", "*"}});
  BOOST_TEST(outcome(with_event) == "409 still_referenced");
  BOOST_TEST(with_event.text("/detail").find("1 event") != std::string::npos);
  BOOST_TEST(outcome(world.organizer.remove(event.header("location"), {{"If-Match", "*"}})) == "204");
  BOOST_TEST(outcome(world.organizer.put(one + "/attendance/2014",
                                         R"({"participants": 102, "source": "s", "complete": true})")) == "201");
  const auto with_figures = world.organizer.remove(one, {{"If-Match", "*"}});
  BOOST_TEST(outcome(with_figures) == "409 still_referenced");
  BOOST_TEST(with_figures.text("/detail").find("figures") != std::string::npos);
  BOOST_TEST(outcome(world.organizer.remove(one + "/attendance/2014", {{"If-Match", "*"}})) == "204");
  check_removal(world.organizer, one);
}

BOOST_AUTO_TEST_CASE(a_repeated_key_creates_once) {
  check_idempotency(world.organizer, all, [&] { return body(world.fresh_word()); });
}

BOOST_AUTO_TEST_SUITE_END()
