// The organization that a token belongs to: everyone reads it, administrators change it.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* path = "/api/v1/organization";

struct Settings {
  World& world = World::get();

  Answer change(const std::string& patch) { return world.admin.patch(path, patch, {{"If-Match", "*"}}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(organization, Settings)

BOOST_AUTO_TEST_CASE(every_role_reads_its_own_organization) {
  for (const auto* client :
       {&world.admin, &world.organizer, &world.desk, &world.viewer, &world.partner, &world.vendor}) {
    const auto mine = client->get(path);
    BOOST_TEST_REQUIRE(outcome(mine) == "200");
    BOOST_TEST(members_of(mine) == "id key name time_zone created_at updated_at");
    BOOST_TEST(mine.text("/key") == "test");
    BOOST_TEST(mine.header("content-type") == "application/json; charset=utf-8");
    BOOST_TEST(mine.header("cache-control") == "private, no-cache");
  }
  BOOST_TEST(world.stranger.get(path).text("/key") == "other");
  BOOST_TEST(world.stranger.get(path).text("/time_zone") == "Europe/Vienna");
}

BOOST_AUTO_TEST_CASE(only_an_administrator_changes_it) {
  for (const auto* client : {&world.organizer, &world.desk, &world.viewer, &world.partner, &world.vendor})
    BOOST_TEST(outcome(client->patch(path, R"({"name": "x"})", {{"If-Match", "*"}})) == "403 forbidden");
  check_versions(world.admin, path, R"({"name": ")" + world.fresh_word() + R"(", "time_zone": "America/New_York"})");
  BOOST_TEST(world.stranger.get(path).text("/name") == "Other association");
}

BOOST_AUTO_TEST_CASE(the_name_comes_back_exactly) {
  BOOST_TEST(change(R"({"name": )" + quoted(colourful) + "}").text("/name") == colourful);
  BOOST_TEST(world.viewer.get(path).text("/name") == colourful);
}

BOOST_AUTO_TEST_CASE(its_name_has_1_to_200_characters) {
  check_line([&](const std::string& value) { return change(R"({"name": )" + value + "}"); }, "/name", 200, 200);
  BOOST_TEST(outcome(change(R"({"name": null})")) == "422 /name:wrong_type");
}

BOOST_AUTO_TEST_CASE(its_zone_is_one_that_exists) {
  for (const char* zone : {"Europe/Berlin", "UTC", "Asia/Shanghai"})
    BOOST_TEST(outcome(change(R"({"time_zone": ")" + std::string(zone) + "\"}")) == "200", zone);
  for (const char* zone : {"", "Europe/Entenhausen", "europe/berlin", "+01:00", "../etc/passwd", "Europe/Berlin "})
    BOOST_TEST(outcome(change(R"({"time_zone": ")" + std::string(zone) + "\"}")) == "422 /time_zone:wrong_format",
               zone);
  BOOST_TEST(outcome(change(R"({"time_zone": null})")) == "422 /time_zone:wrong_type");
}

BOOST_AUTO_TEST_CASE(its_key_stays_and_every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(change(R"({"key": "x", "name": "", "time_zone": "x"})")) ==
             "422 /key:unknown_member /name:wrong_length /time_zone:wrong_format");
}

BOOST_AUTO_TEST_CASE(a_problem_names_field_and_value_in_both_languages) {
  const auto wrong = R"({"time_zone": "Europe/Entenhausen"})";
  const auto english = change(wrong);
  BOOST_TEST(members_of(english) == "type title status detail code request_id errors");
  BOOST_TEST(english.text("/type") == "urn:tagwerk:problem:validation_failed");
  BOOST_TEST(english.text("/request_id") == english.header("x-request-id"));
  BOOST_TEST(english.text("/errors/0/detail").find("Europe/Entenhausen") != std::string::npos);
  const auto german = world.admin.patch(path, wrong, {{"If-Match", "*"}, {"Accept-Language", "de"}});
  BOOST_TEST(german.text("/code") == english.text("/code"));
  BOOST_TEST(german.text("/title") != english.text("/title"));
  BOOST_TEST(german.text("/errors/0/detail") != english.text("/errors/0/detail"));
  BOOST_TEST(german.text("/errors/0/detail").find("Europe/Entenhausen") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
