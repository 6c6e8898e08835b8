// Grades, beyond grades_test.cpp: every grade there is, what the summary makes of them, and keys that repeat.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Graded {
  World& world = World::get();
  std::string event = world.new_event(R"(, "edition_year": 2016, "starts_on": "2016-11-10", "ends_on": "2016-11-11")");
  std::string path = "/api/v1/events/" + event + "/grades";

  std::vector<std::string> heads(int count) {
    const auto registration = world.register_heads(event, world.partner_company, count);
    std::vector<std::string> ids;
    for (const auto& head : registration.at("/participants").items) ids.push_back(head.find("id")->text);
    return ids;
  }
  static std::string body(const std::string& participant, const std::string& grade) {
    return R"({"participant_id": ")" + participant + R"(", "grade": )" + grade + "}";
  }
  static std::string tenths(int count) { return std::to_string(count / 10) + "." + std::to_string(count % 10); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(grade_limits, Graded)

BOOST_AUTO_TEST_CASE(every_tenth_from_1_to_6_is_a_grade) {
  const auto ids = heads(51);
  for (int i = 0; i <= 50; ++i) {
    const auto given = world.desk.post(path, body(ids[static_cast<std::size_t>(i)], tenths(10 + i)));
    BOOST_TEST_REQUIRE(outcome(given) == "201");
    BOOST_TEST(members_of(given) == "event_id participant_id grade created_at");
    BOOST_TEST(given.body.find("\"grade\":" + tenths(10 + i).substr(0, i % 10 == 0 ? 1 : 3)) != std::string::npos);
  }
  BOOST_TEST(world.viewer.get(path + "/summary").body ==
             R"({"n":51,"mean":3.5,"median":3.5,"distribution":{"1":6,"2":10,"3":10,"4":10,"5":10,"6":5}})");
}

BOOST_AUTO_TEST_CASE(the_mean_is_rounded_half_up_and_the_median_is_exact) {
  const auto ids = heads(4);
  const char* grades[] = {"1.0", "1.1", "1.2", "1.3"};
  for (std::size_t i = 0; i < ids.size(); ++i)
    BOOST_TEST_REQUIRE(outcome(world.desk.post(path, body(ids[i], grades[i]))) == "201");
  const auto summary = world.viewer.get(path + "/summary");
  BOOST_TEST(summary.number("/mean") == 1.2);
  BOOST_TEST(summary.number("/median") == 1.15);
  BOOST_TEST(summary.number("/distribution/1") == 4);
}

BOOST_AUTO_TEST_CASE(what_is_no_grade_or_no_participant_is_told_at_once) {
  BOOST_TEST(outcome(world.desk.post(path, R"({"participant_id": "x", "grade": 6.1, "comment": "gut"})")) ==
             "422 /participant_id:wrong_format /grade:out_of_range /comment:unknown_member");
  const auto id = heads(1).front();
  BOOST_TEST(outcome(world.desk.post(path, body(id, "1.05"))) == "422 /grade:wrong_format");
  BOOST_TEST(outcome(world.desk.post(path, body(id, "0.9"))) == "422 /grade:out_of_range");
  const auto given = world.desk.post(path, body(id, "1.10"));
  BOOST_TEST(outcome(given) == "201");
  BOOST_TEST(world.partner.get(path + "/" + id, {{"If-None-Match", given.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(who_waits_gives_no_grade) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 0}])");
  const auto waiting = world.register_heads(event, world.new_company(), 1, "all_or_nothing");
  BOOST_TEST(outcome(world.desk.post(path, body(waiting.text("/participants/0/id"), "1.0"))) ==
             "409 participant_not_confirmed");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_gives_one_grade) {
  auto ids = heads(5);
  check_idempotency(world.organizer, path, [&] {
    const auto id = ids.back();
    if (ids.size() > 1) ids.pop_back();
    return body(id, "1.5");
  });
}

BOOST_AUTO_TEST_CASE(events_and_grades_of_others_are_not_there) {
  const auto id = heads(1).front();
  BOOST_TEST_REQUIRE(outcome(world.desk.post(path, body(id, "2.0"))) == "201");
  BOOST_TEST(outcome(world.stranger.get(path + "/summary")) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.get(path + "/" + id)) == "403 forbidden");
  BOOST_TEST(outcome(world.stranger.post(path, body(id, "2.0"))) == "404 not_found");
  BOOST_TEST(outcome(world.partner.get(path + "/x")) == "404 not_found");
  BOOST_TEST(outcome(world.partner.get("/api/v1/events/" + world.new_event() + "/grades/" + id)) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get(path + "/" + id)) == "403 forbidden");
}

BOOST_AUTO_TEST_SUITE_END()
