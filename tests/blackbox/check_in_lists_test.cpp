// Check-in lists: made, changed, deleted, and scanned by.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Lists {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event + "/check-in-lists";
  std::string doors = "/api/v1/events/" + event + "/check-ins";
  Answer registration = world.register_heads(event, world.new_company(), 1);
  std::string ticket = registration.text("/participants/0/ticket_code");

  Answer create(const std::string& key, const std::string& more = R"(, "admits": "all")", const Headers& headers = {}) {
    return world.organizer.post(path, R"({"key": ")" + key + R"(", "name": "Liste")" + more + "}", headers);
  }
  Answer change(const std::string& key, const std::string& patch) {
    return world.organizer.patch(path + "/" + key, patch, {{"If-Match", "*"}});
  }
  Answer scan(const std::string& list, const std::string& direction = "entry") {
    return world.desk.post(doors, R"({"ticket_code": ")" + ticket + R"(", "direction": ")" + direction +
                                      R"(", "list": ")" + list + R"("})");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check_in_lists, Lists)

BOOST_AUTO_TEST_CASE(a_list_is_made_read_changed_and_deleted) {
  const auto made = create("vip", R"(, "admits": "categories", "categories": ["b", "a"])");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == path + "/vip");
  BOOST_TEST(members_of(made) == "id event_id key name admits categories pool created_at updated_at");
  BOOST_TEST(made.text("/categories/0") == "a");
  BOOST_TEST(made.is_null("/pool"));
  const auto read = world.viewer.get(path + "/vip");
  BOOST_TEST(read.body == made.body);
  BOOST_TEST(read.header("etag") == made.header("etag"));
  BOOST_TEST(outcome(create("vip")) == "409 already_exists");
  const auto changed = change("vip", R"({"admits": "pool", "pool": "dinner", "name": "Abendessen"})");
  BOOST_TEST(outcome(changed) == "200");
  BOOST_TEST(changed.is_null("/categories"));
  BOOST_TEST(outcome(change("vip", R"({"categories": ["a"]})")) == "422 /categories:not_admitted_by");
  BOOST_TEST(outcome(change("vip", R"({"pool": "companies"})")) == "422 /pool:pool_counts_by_itself");
  BOOST_TEST(outcome(world.organizer.remove(path + "/vip", {{"If-Match", made.header("etag")}})) ==
             "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.remove(path + "/vip", {{"If-Match", changed.header("etag")}})) == "204");
  BOOST_TEST(outcome(world.viewer.get(path + "/vip")) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(every_event_has_the_default_list) {
  const auto all = world.desk.get(path);
  BOOST_TEST_REQUIRE(all.size("/results") == 1u);
  BOOST_TEST(all.text("/results/0/key") == "default");
  BOOST_TEST(outcome(world.organizer.remove(path + "/default", {{"If-Match", "*"}})) == "409 default_list_stays");
  BOOST_TEST(outcome(change("default", R"({"name": "Haupteingang"})")) == "200");
  BOOST_TEST(world.desk.get(path).text("/results/0/name") == "Haupteingang");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_list_is_told_at_once) {
  BOOST_TEST(outcome(create("A", R"(, "admits": "some", "pool": 1)")) ==
             "422 /key:wrong_format /admits:unknown_value /pool:wrong_type");
  BOOST_TEST(outcome(create("a", R"(, "admits": "categories", "pool": "x")")) ==
             "422 /categories:required /pool:not_admitted_by");
  BOOST_TEST(outcome(create("a", R"(, "admits": "pool", "pool": "participants")")) ==
             "422 /pool:pool_counts_by_itself");
  BOOST_TEST(outcome(create("a", R"(, "admits": "categories", "categories": ["x", "Y", "x"])")) ==
             "422 /categories/1:wrong_format /categories/2:duplicate_member");
  BOOST_TEST(outcome(create("a", R"(, "admits": "categories", "categories": [])")) == "422 /categories:wrong_count");
}

BOOST_AUTO_TEST_CASE(an_event_has_at_most_50_lists) {
  for (int i = 1; i < 50; ++i) BOOST_TEST_REQUIRE(create("l" + std::to_string(i)).status == 201);
  BOOST_TEST(outcome(create("one-more")) == "409 too_many_check_in_lists");
  BOOST_TEST(world.desk.get(path + "?limit=500").size("/results") == 50u);
}

BOOST_AUTO_TEST_CASE(a_repeated_key_makes_one_list) {
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = create("day-2", R"(, "admits": "all")", key);
  BOOST_TEST(create("day-2", R"(, "admits": "all")", key).body == first.body);
  BOOST_TEST(outcome(create("day-3", R"(, "admits": "all")", key)) == "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(who_is_inside_is_counted_list_by_list) {
  BOOST_TEST_REQUIRE(create("day-2").status == 201);
  const auto in = scan("day-2");
  BOOST_TEST_REQUIRE(outcome(in) == "200");
  BOOST_TEST(in.text("/list") == "day-2");
  BOOST_TEST(outcome(scan("day-2")) == "409 already_checked_in");
  BOOST_TEST(outcome(scan("default", "exit")) == "409 not_checked_in");
  BOOST_TEST(outcome(scan("default")) == "200");
  BOOST_TEST(outcome(scan("day-3")) == "422 /list:reference_not_found");
  BOOST_TEST(world.viewer.get(doors + "?list=day-2").size("/results") == 2u);
  BOOST_TEST(outcome(world.organizer.remove(path + "/day-2", {{"If-Match", "*"}})) == "409 still_referenced");
}

BOOST_AUTO_TEST_CASE(a_ticket_that_is_not_on_a_list_is_told_so) {
  BOOST_TEST_REQUIRE(create("vip", R"(, "admits": "categories", "categories": ["gold"])").status == 201);
  const auto refused = scan("vip");
  BOOST_TEST(outcome(refused) == "409 not_on_list");
  BOOST_TEST(world.viewer.get(doors + "?result=not_on_list").size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(organisers_make_lists_and_the_whole_staff_reads_them) {
  for (const auto* client : {&world.desk, &world.viewer, &world.partner})
    BOOST_TEST(client->post(path, R"({"key": "a", "name": "A", "admits": "all"})").status == 403);
  BOOST_TEST(world.partner.get(path).status == 403);
  BOOST_TEST(world.stranger.get(path).status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
