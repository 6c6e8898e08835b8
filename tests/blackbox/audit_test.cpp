// The audit trail: who did what to an object, oldest first.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Trail {
  World& world = World::get();
  std::string id = world.new_company();
  std::string path = "/api/v1/companies/" + id;

  Answer entries(const std::string& query = {}) { return world.organizer.get("/api/v1/audit?object=" + id + query); }
  Answer change(const std::string& patch, const Headers& more = {}) {
    Headers headers{{"If-Match", "*"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return world.admin.patch(path, patch, headers);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit, Trail)

BOOST_AUTO_TEST_CASE(an_entry_says_who_did_what_when_and_what_became_of_each_member) {
  BOOST_TEST(outcome(change(R"({"name": )" + quoted(colourful) + R"(, "city": "Ulm"})",
                            {{"X-Request-Id", "my-request-17"}})) == "200");
  const auto trail = entries();
  BOOST_TEST_REQUIRE(trail.size("/results") == 2u);
  BOOST_TEST(members_of(trail, "/results/1") ==
             "id happened_at token_id actor request_id object_kind object_id action changes");
  BOOST_TEST(trail.text("/results/0/action") == "created");
  BOOST_TEST(trail.text("/results/1/action") == "changed");
  BOOST_TEST(trail.text("/results/1/actor") == "admin token 'test admin'");
  BOOST_TEST(trail.text("/results/1/request_id") == "my-request-17");
  BOOST_TEST(trail.text("/results/1/object_kind") == "company");
  BOOST_TEST(trail.text("/results/1/object_id") == id);
  BOOST_TEST(trail.text("/results/1/happened_at") == world.admin.get(path).text("/updated_at"));
  BOOST_TEST(!trail.is_null("/results/1/token_id"));
  BOOST_TEST_REQUIRE(trail.size("/results/1/changes") == 2u);
  BOOST_TEST(members_of(trail, "/results/1/changes/0") == "member before after");
  BOOST_TEST(trail.text("/results/1/changes/0/member") == "city");
  BOOST_TEST(trail.is_null("/results/1/changes/0/before"));
  BOOST_TEST(trail.text("/results/1/changes/0/after") == "Ulm");
  BOOST_TEST(trail.text("/results/1/changes/1/member") == "name");
  BOOST_TEST(trail.text("/results/1/changes/1/after") == colourful);
}

BOOST_AUTO_TEST_CASE(what_changed_nothing_or_was_refused_leaves_no_entry) {
  BOOST_TEST(outcome(change("{}")) == "200");
  BOOST_TEST(outcome(change(R"({"role": "partner"})")) == "200");
  BOOST_TEST(outcome(change(R"({"name": ""})")) == "422 /name:wrong_length");
  BOOST_TEST(outcome(world.admin.patch(path, R"({"city": "Ulm"})", {{"If-Match", "\"v9\""}})) ==
             "412 precondition_failed");
  BOOST_TEST(entries().size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(an_object_that_is_gone_keeps_its_entries) {
  BOOST_TEST(outcome(world.admin.remove(path, {{"If-Match", "*"}})) == "204");
  const auto trail = entries();
  BOOST_TEST(trail.size("/results") == 2u);
  BOOST_TEST(trail.text("/results/1/action") == "deleted");
}

BOOST_AUTO_TEST_CASE(only_organizers_read_it_and_only_their_own) {
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor})
    BOOST_TEST(outcome(client->get("/api/v1/audit?object=" + id)) == "403 forbidden");
  BOOST_TEST(outcome(world.admin.get("/api/v1/audit?object=" + id)) == "200");
  BOOST_TEST(world.stranger.get("/api/v1/audit?object=" + id).size("/results") == 0u);
}

BOOST_AUTO_TEST_CASE(the_object_is_needed_and_is_an_id) {
  BOOST_TEST(outcome(world.organizer.get("/api/v1/audit")) == "422 ?object:required");
  BOOST_TEST(outcome(world.organizer.get("/api/v1/audit?object=x")) == "422 ?object:wrong_format");
  BOOST_TEST(world.organizer.get(std::string("/api/v1/audit?object=") + nobodys_id).size("/results") == 0u);
}

BOOST_AUTO_TEST_CASE(entries_are_paged_in_the_order_of_time) {
  for (const char* city : {"A", "B", "C"})
    BOOST_TEST(outcome(change(R"({"city": ")" + std::string(city) + "\"}")) == "200");
  const auto whole = walk(world.organizer, "/api/v1/audit?object=" + id);
  BOOST_TEST_REQUIRE(whole.size() == 4u);
  BOOST_TEST((walk(world.organizer, "/api/v1/audit?limit=1&object=" + id) == whole));
  BOOST_TEST((walk(world.organizer, "/api/v1/audit?limit=3&object=" + id) == whole));
  const auto since = entries().text("/results/2/happened_at");
  const auto late = entries("&updated_since=" + since);
  BOOST_TEST(late.size("/results") == 2u);
  BOOST_TEST(late.text("/results/0/id") == whole[2]);
}

BOOST_AUTO_TEST_CASE(an_unreadable_request_id_is_replaced_and_a_long_note_is_kept) {
  const auto event = world.new_event();
  const auto note = times("😀", 10'000);
  const auto changed = world.organizer.patch("/api/v1/events/" + event, R"({"note": )" + quoted(note) + "}",
                                             {{"If-Match", "*"}, {"X-Request-Id", times("r", 300)}});
  BOOST_TEST_REQUIRE(outcome(changed) == "200");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + event);
  BOOST_TEST(trail.text("/results/1/request_id") == changed.header("x-request-id"));
  BOOST_TEST(trail.text("/results/1/changes/0/after") == note);
}

BOOST_AUTO_TEST_SUITE_END()
