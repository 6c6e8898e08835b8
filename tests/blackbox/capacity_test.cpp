// The pools of an event: limits are replaced as a whole, counters go on, and nobody who has a place loses it.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Pools {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event + "/capacity";

  Answer put(const std::string& pools, const std::string& if_match = "*") {
    return world.organizer.put(path, R"({"pools": )" + pools + "}", {{"If-Match", if_match}});
  }
  Answer get() { return world.viewer.get(path); }
  std::string keys() {
    std::string text;
    const auto capacity = get();
    for (const auto& pool : capacity.at("/pools").items)
      text.append(text.empty() ? "" : " ").append(pool.find("key")->text);
    return text;
  }
  Answer register_with(const std::string& members, const std::string& company) {
    return world.organizer.post("/api/v1/events/" + event + "/registrations",
                                R"({"company_id": ")" + company + R"(", "headcount": )" + members + "}");
  }
};

std::string pool(const std::string& key, const std::string& limit, const std::string& more = {}) {
  return R"({"key": ")" + key + R"(", "limit": )" + limit + more + "}";
}

std::string many_pools(int count) {
  std::string list;
  for (int i = 0; i < count; ++i) list.append(list.empty() ? "" : ", ").append(pool("p" + std::to_string(i), "1"));
  return "[" + list + "]";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(capacity, Pools)

BOOST_AUTO_TEST_CASE(a_new_event_is_unlimited_and_counts) {
  const auto fresh = get();
  BOOST_TEST_REQUIRE(outcome(fresh) == "200");
  BOOST_TEST(members_of(fresh) == "pools categories contingents");
  BOOST_TEST(keys() == "participants companies");
  BOOST_TEST(members_of(fresh, "/pools/0") ==
             "key limit overbook confirmed held reserved waitlisted available why_none");
  BOOST_TEST(fresh.is_null("/pools/0/limit"));
  BOOST_TEST(fresh.is_null("/pools/0/available"));
  BOOST_TEST(fresh.integer("/pools/0/overbook") == 0);
  BOOST_TEST_REQUIRE(outcome(world.register_heads(event, world.new_company(), 3)) == "201");
  BOOST_TEST(get().integer("/pools/0/confirmed") == 3);
  BOOST_TEST(get().integer("/pools/1/confirmed") == 1);
}

BOOST_AUTO_TEST_CASE(limits_are_put_read_and_replaced_as_a_whole) {
  const auto done =
      put("[" + pool("hotel_rooms", "80") + ", " + pool("participants", "250", R"(, "overbook": 10)") + "]");
  BOOST_TEST_REQUIRE(outcome(done) == "200");
  BOOST_TEST(get().body == done.body);
  BOOST_TEST(get().header("etag") == done.header("etag"));
  BOOST_TEST(keys() == "hotel_rooms participants companies");
  BOOST_TEST(done.integer("/pools/0/available") == 80);
  BOOST_TEST(done.integer("/pools/1/limit") == 250);
  BOOST_TEST(done.integer("/pools/1/overbook") == 10);
  BOOST_TEST(done.integer("/pools/1/available") == 260);
  BOOST_TEST(outcome(put("[" + pool("companies", "130") + "]")) == "200");
  BOOST_TEST(keys() == "companies participants");
  BOOST_TEST(get().is_null("/pools/1/limit"));
  BOOST_TEST(get().integer("/pools/1/overbook") == 0);
  BOOST_TEST(outcome(put("[]")) == "200");
  BOOST_TEST(keys() == "participants companies");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_limit_is_kept) {
  check_number([&](const std::string& json) { return put("[" + pool("bus", json) + "]"); }, "/pools/0/limit", 0,
               2147483647, 200);
  check_number([&](const std::string& json) { return put("[" + pool("bus", "1", R"(, "overbook": )" + json) + "]"); },
               "/pools/0/overbook", 0, 2147483647, 200);
  check_key_refusals([&](const std::string& json) { return put(R"([{"limit": 1, "key": )" + json + "}]"); },
                     "/pools/0/key");
  BOOST_TEST(outcome(put("[" + pool(times("k", 64), "1") + "]")) == "200");
  BOOST_TEST(outcome(put(many_pools(100))) == "200");
  BOOST_TEST(outcome(put(many_pools(101))) == "422 /pools:wrong_count");
  const auto most = put("[" + pool("participants", "2147483647", R"(, "overbook": 2147483647)") + "]");
  BOOST_TEST(most.integer("/pools/0/available") == 4294967294);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(world.organizer.put(path, "{}", {{"If-Match", "*"}})) == "422 /pools:required");
  BOOST_TEST(outcome(put("null")) == "422 /pools:wrong_type");
  BOOST_TEST(outcome(put(R"([{}, {"key": "a", "limit": null, "seats": 1}, 3])")) ==
             "422 /pools/0/key:required /pools/0/limit:required /pools/1/limit:wrong_type "
             "/pools/1/seats:unknown_member /pools/2:wrong_type");
  BOOST_TEST(outcome(put("[" + pool("a", "1") + "," + pool("b", "1") + "," + pool("a", "2") + "]")) ==
             "422 /pools/2/key:duplicate_member");
  BOOST_TEST(outcome(put(R"([{"key": "a", "limit": -1}, {"key": "a", "limit": 1}, {"key": "B", "limit": 1}])")) ==
             "422 /pools/0/limit:out_of_range /pools/2/key:wrong_format /pools/1/key:duplicate_member");
  BOOST_TEST(keys() == "participants companies");
}

BOOST_AUTO_TEST_CASE(the_etag_covers_limits_only_and_never_answers_304) {
  const auto before = get().header("etag");
  BOOST_TEST_REQUIRE(outcome(world.register_heads(event, world.new_company(), 1)) == "201");
  const auto after = world.viewer.get(path, {{"If-None-Match", before}});
  BOOST_TEST(after.status == 200);
  BOOST_TEST(after.header("etag") == before);
  BOOST_TEST(after.integer("/pools/0/confirmed") == 1);
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", "*"}}).status == 200);
  const auto event_etag = world.viewer.get("/api/v1/events/" + event).header("etag");
  const auto put_in_the_rush = put("[" + pool("participants", "5") + "]", before);
  BOOST_TEST(outcome(put_in_the_rush) == "200");
  BOOST_TEST(put_in_the_rush.header("etag") != before);
  BOOST_TEST(world.viewer.get("/api/v1/events/" + event).header("etag") == event_etag);
}

BOOST_AUTO_TEST_CASE(putting_needs_the_version_that_was_read) {
  const auto body = R"({"pools": [{"key": "participants", "limit": 5}]})";
  BOOST_TEST(outcome(world.organizer.put(path, body)) == "428 precondition_required");
  const auto etag = get().header("etag");
  BOOST_TEST(outcome(put("[" + pool("participants", "5") + "]", "\"v999\"")) == "412 precondition_failed");
  BOOST_TEST(get().is_null("/pools/0/limit"));
  const auto done = put("[" + pool("participants", "5") + "]", etag);
  BOOST_TEST(outcome(done) == "200");
  BOOST_TEST(outcome(put("[]", etag)) == "412 precondition_failed");
  const auto same = put("[" + pool("participants", "5") + "]", done.header("etag"));
  BOOST_TEST(same.header("etag") == done.header("etag"));
}

BOOST_AUTO_TEST_CASE(a_limit_is_at_least_what_is_taken) {
  BOOST_TEST_REQUIRE(outcome(register_with(R"(3, "pools": {"bus": 2})", world.new_company())) == "201");
  BOOST_TEST_REQUIRE(outcome(world.register_heads(event, world.new_company(), 1)) == "201");
  const auto refused =
      put("[" + pool("companies", "1") + ", " + pool("participants", "3") + ", " + pool("bus", "2") + "]");
  BOOST_TEST(outcome(refused) ==
             "409 capacity_below_taken /pools/0/limit:capacity_below_taken "
             "/pools/1/limit:capacity_below_taken");
  BOOST_TEST(refused.text("/errors/1/detail") ==
             "capacity (3) of pool 'participants' must be at least the places taken (4)");
  BOOST_TEST(get().is_null("/pools/0/limit"));
  BOOST_TEST(outcome(put("[" + pool("participants", "3", R"(, "overbook": 1)") + "]")) == "200");
  BOOST_TEST(outcome(put("[" + pool("participants", "4") + ", " + pool("companies", "2") + "]")) == "200");
  BOOST_TEST(outcome(put("[" + pool("bus", "1") + "]")) ==
             "409 capacity_below_taken /pools/0/limit:capacity_below_taken");
  const auto exact = put("[" + pool("bus", "2") + "]");
  BOOST_TEST(exact.integer("/pools/0/available") == 0);
}

BOOST_AUTO_TEST_CASE(a_pool_that_is_taken_off_the_list_goes_on_counting) {
  BOOST_TEST(outcome(put("[" + pool("bus", "2") + "]")) == "200");
  BOOST_TEST_REQUIRE(outcome(register_with(R"(1, "pools": {"bus": 2})", world.new_company())) == "201");
  BOOST_TEST(outcome(register_with(R"(1, "pools": {"bus": 1})", world.new_company())) == "409 capacity_exceeded");
  BOOST_TEST(outcome(put("[]")) == "200");
  BOOST_TEST(outcome(register_with(R"(1, "pools": {"bus": 1})", world.new_company())) == "201");
  const auto again = put("[" + pool("bus", "3") + "]");
  BOOST_TEST(again.integer("/pools/0/confirmed") == 3);
  BOOST_TEST(again.integer("/pools/0/available") == 0);
}

BOOST_AUTO_TEST_CASE(overbooked_places_are_given_away_and_no_more) {
  BOOST_TEST(outcome(put("[" + pool("participants", "2", R"(, "overbook": 1)") + "]")) == "200");
  BOOST_TEST(outcome(world.register_heads(event, world.new_company(), 3)) == "201");
  const auto full = world.register_heads(event, world.new_company(), 1);
  BOOST_TEST(outcome(full) == "409 capacity_exceeded");
  BOOST_TEST(get().integer("/pools/0/available") == 0);
}

BOOST_AUTO_TEST_CASE(a_limit_of_0_admits_nobody) {
  BOOST_TEST(outcome(put("[" + pool("participants", "0") + "]")) == "200");
  const auto full = world.register_heads(event, world.new_company(), 1);
  BOOST_TEST(full.text("/detail") == "The pool 'participants' has 0 places left, 1 were asked for.");
}

BOOST_AUTO_TEST_CASE(everyone_reads_capacity_and_organizers_put_it) {
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    BOOST_TEST(outcome(client->get(path)) == "200");
    BOOST_TEST(outcome(client->put(path, R"({"pools": []})", {{"If-Match", "*"}})) == "403 forbidden");
  }
  BOOST_TEST(outcome(world.stranger.get(path)) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.put(path, R"({"pools": []})", {{"If-Match", "*"}})) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(a_change_of_limits_is_in_the_trail_of_the_event) {
  BOOST_TEST(outcome(put("[" + pool("participants", "5", R"(, "overbook": 1)") + "]")) == "200");
  const auto entries = world.organizer.get("/api/v1/audit?object=" + event);
  BOOST_TEST(entries.text("/results/1/action") == "capacity_changed");
  BOOST_TEST(entries.text("/results/1/changes/0/member") == "participants");
  BOOST_TEST(entries.is_null("/results/1/changes/0/before"));
  BOOST_TEST(entries.text("/results/1/changes/0/after") == "5+1");
}

BOOST_AUTO_TEST_SUITE_END()
