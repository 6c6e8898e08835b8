// Regions: created with a key for good, changed, deleted while no company belongs to them.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* all = "/api/v1/regions";

struct Regions {
  World& world = World::get();
  std::string key = world.fresh_word();
  std::string one = std::string(all) + "/" + key;

  static std::string body(const std::string& region_key, const std::string& name = "Nord") {
    return R"({"key": ")" + region_key + R"(", "name": )" + quoted(name) + "}";
  }
  Answer create(const std::string& json) { return world.organizer.post(all, json); }
  void create() { BOOST_TEST_REQUIRE(outcome(create(body(key))) == "201"); }
  Answer change(const std::string& patch) { return world.organizer.patch(one, patch, {{"If-Match", "*"}}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(regions, Regions)

BOOST_AUTO_TEST_CASE(a_region_is_created_and_read) {
  const auto made = create(body(key, std::string(colourful)));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == one);
  BOOST_TEST(made.header("etag") != "");
  BOOST_TEST(members_of(made) == "id key name closed_to_newcomers created_at updated_at");
  BOOST_TEST(made.text("/key") == key);
  BOOST_TEST(made.text("/name") == colourful);
  BOOST_TEST(!made.at("/closed_to_newcomers").boolean);
  BOOST_TEST(made.text("/created_at") == made.text("/updated_at"));
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    const auto read = client->get(one);
    BOOST_TEST(read.body == made.body);
    BOOST_TEST(read.header("etag") == made.header("etag"));
  }
  BOOST_TEST(outcome(world.stranger.get(one)) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get(one + "%20")) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(a_key_exists_once_in_an_organization) {
  create();
  const auto twice = create(body(key, "Andere"));
  BOOST_TEST(outcome(twice) == "409 already_exists");
  BOOST_TEST(twice.text("/detail").find(key) != std::string::npos);
  BOOST_TEST(outcome(world.stranger.post(all, body(key, "Ihre"))) == "201");
  BOOST_TEST(world.organizer.get(one).text("/name") == "Nord");
  BOOST_TEST(world.stranger.get(one).text("/name") == "Ihre");
}

BOOST_AUTO_TEST_CASE(only_organizers_write_regions) {
  create();
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    BOOST_TEST(outcome(client->post(all, body(world.fresh_word()))) == "403 forbidden");
    BOOST_TEST(outcome(client->patch(one, R"({"name": "x"})", {{"If-Match", "*"}})) == "403 forbidden");
    BOOST_TEST(outcome(client->remove(one, {{"If-Match", "*"}})) == "403 forbidden");
  }
  BOOST_TEST(outcome(world.admin.post(all, body(world.fresh_word()))) == "201");
}

BOOST_AUTO_TEST_CASE(keys_have_1_to_64_characters_of_a_small_alphabet) {
  const auto with_key = [&](const std::string& json) { return create(R"({"key": )" + json + R"(, "name": "N"})"); };
  check_key_refusals(with_key, "/key");
  const auto longest = times("k", 64 - key.size()) + key;
  BOOST_TEST(outcome(with_key(quoted(longest))) == "201");
  BOOST_TEST(outcome(world.viewer.get(all + ("/" + longest))) == "200");
  BOOST_TEST(outcome(with_key(quoted("-_" + key))) == "201");
  BOOST_TEST(outcome(with_key("\"7\"")) == "201");
}

BOOST_AUTO_TEST_CASE(names_have_1_to_200_characters) {
  const auto named = [&](const std::string& json) {
    return create(R"({"key": ")" + world.fresh_word() + R"(", "name": )" + json + "}");
  };
  check_line(named, "/name", 200, 201);
  create();
  check_line([&](const std::string& json) { return change(R"({"name": )" + json + "}"); }, "/name", 200, 200);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(create("{}")) == "422 /key:required /name:required");
  BOOST_TEST(outcome(create(R"({"key": "N", "name": "", "closed_to_newcomers": 1, "seats": 1})")) ==
             "422 /key:wrong_format /name:wrong_length /closed_to_newcomers:wrong_type /seats:unknown_member");
  BOOST_TEST(outcome(create(R"({"key": null, "name": null, "closed_to_newcomers": null})")) ==
             "422 /key:wrong_type /name:wrong_type");
  create();
  BOOST_TEST(outcome(change(R"({"key": "x", "name": null, "closed_to_newcomers": null})")) ==
             "422 /key:unknown_member /name:wrong_type /closed_to_newcomers:wrong_type");
}

BOOST_AUTO_TEST_CASE(a_region_is_changed_and_each_change_is_a_version) {
  create();
  check_versions(world.organizer, one, R"({"name": "Nord und West", "closed_to_newcomers": true})");
  const auto now = world.viewer.get(one);
  BOOST_TEST(now.text("/name") == "Nord und West");
  BOOST_TEST(now.at("/closed_to_newcomers").boolean);
  BOOST_TEST(now.text("/updated_at") != now.text("/created_at"));
  BOOST_TEST(outcome(world.organizer.patch(std::string(all) + "/none-such", "{}", {{"If-Match", "*"}})) ==
             "404 not_found");
}

// Found in review: a region made anew under an old key had the old ETag: a false 304, and a stale If-Match that passed.
BOOST_AUTO_TEST_CASE(a_region_made_anew_under_the_same_key_has_another_etag) {
  const auto first = create(body(key));
  BOOST_TEST(world.organizer.remove(one, {{"If-Match", first.header("etag")}}).status == 204);
  create();
  BOOST_TEST(world.viewer.get(one, {{"If-None-Match", first.header("etag")}}).status == 200);
  BOOST_TEST(outcome(world.organizer.patch(one, "{}", {{"If-Match", first.header("etag")}})) ==
             "412 precondition_failed");
}

BOOST_AUTO_TEST_CASE(a_region_is_deleted_unless_a_company_belongs_to_it) {
  create();
  const auto company =
      world.organizer.post("/api/v1/companies", R"({"name": "Haus", "role": "partner", "region_key": ")" + key + "\"}");
  BOOST_TEST_REQUIRE(outcome(company) == "201");
  const auto refused = world.organizer.remove(one, {{"If-Match", "*"}});
  BOOST_TEST(outcome(refused) == "409 still_referenced");
  BOOST_TEST(refused.text("/detail").find("1 company") != std::string::npos);
  BOOST_TEST(outcome(world.organizer.patch(company.header("location"), R"({"region_key": null})",
                                           {{"If-Match", "*"}})) == "200");
  check_removal(world.organizer, one);
  BOOST_TEST(outcome(create(body(key))) == "201");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_creates_once) {
  check_idempotency(world.organizer, all, [&] { return body(world.fresh_word()); });
}

BOOST_AUTO_TEST_CASE(an_idempotency_key_belongs_to_one_token_and_one_address) {
  const Headers header{{"Idempotency-Key", world.fresh_word()}};
  BOOST_TEST(outcome(world.organizer.post(all, body(key), header)) == "201");
  BOOST_TEST(outcome(world.admin.post(all, body(key), header)) == "409 already_exists");
  BOOST_TEST(outcome(world.admin.post(all, body(key), header)) == "409 already_exists");
  BOOST_TEST(outcome(world.organizer.post(
                 "/api/v1/series", R"({"key": ")" + key + R"(", "name": "N", "kind": "other"})", header)) == "201");
}

BOOST_AUTO_TEST_SUITE_END()
