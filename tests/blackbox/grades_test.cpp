// Grades through the front door: one per participant, from the event's first day on, and shown only together.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* begun = R"(, "edition_year": 2016, "starts_on": "2016-11-10", "ends_on": "2016-11-11")";

struct Trip {
  World& world = World::get();
  std::string event = world.new_event(begun);
  std::string path = "/api/v1/events/" + event + "/grades";

  std::vector<std::string> participants(const std::string& company, int heads) {
    const auto registration = world.register_heads(event, company, heads);
    BOOST_TEST_REQUIRE(registration.status == 201);
    std::vector<std::string> ids;
    for (int i = 0; i < heads; ++i) ids.push_back(registration.text("/participants/" + std::to_string(i) + "/id"));
    return ids;
  }
  static std::string body(const std::string& participant, const std::string& grade) {
    return R"({"participant_id": ")" + participant + R"(", "grade": )" + grade + "}";
  }
  Answer give(const std::string& participant, const std::string& grade) {
    return world.organizer.post(path, body(participant, grade));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(grades, Trip)

BOOST_AUTO_TEST_CASE(a_grade_is_given_read_and_not_given_twice) {
  const auto who = participants(world.partner_company, 1).front();
  const auto given = give(who, "1.1");
  BOOST_TEST_REQUIRE(given.status == 201);
  BOOST_TEST(given.text("/event_id") == event);
  BOOST_TEST(given.text("/participant_id") == who);
  BOOST_TEST(given.number("/grade") == 1.1);
  BOOST_TEST(given.header("location") == path + "/" + who);
  const auto read = world.partner.get(given.header("location"));
  BOOST_TEST(read.status == 200);
  BOOST_TEST(read.body == given.body);
  BOOST_TEST(read.header("etag") == given.header("etag"));
  const auto again = give(who, "2.0");
  BOOST_TEST(again.status == 409);
  BOOST_TEST(again.code() == "already_exists");
  BOOST_TEST(world.partner.get(path + "/" + who).number("/grade") == 1.1);
}

// Was found by reading, fixed, kept here: with one grade given, a token of the desk read it one by one.
BOOST_AUTO_TEST_CASE(whoever_may_not_see_a_spread_of_few_does_not_see_a_single_grade_either) {
  const auto who = participants(world.partner_company, 1).front();
  BOOST_TEST_REQUIRE(world.partner.post(path, body(who, "5.7")).status == 201);
  for (const auto* staff : {&world.admin, &world.organizer, &world.desk, &world.viewer}) {
    const auto refused = staff->get(path + "/" + who);
    BOOST_TEST(refused.status == 403);
    BOOST_TEST(refused.body.find("5.7") == std::string::npos);
    BOOST_TEST(staff->get(path + "/summary").body.find("5.7") == std::string::npos);
  }
  BOOST_TEST(world.partner.get(path + "/" + who).number("/grade") == 5.7);
}

BOOST_AUTO_TEST_CASE(grades_are_tenths_from_1_to_6) {
  const auto heads = participants(world.new_company(), 2);
  for (const char* wrong : {"0.9", "6.1", "1.05", "0", "-1", "7", "1e1", "\"1.1\"", "null", "true"}) {
    const auto refused = give(heads[0], wrong);
    BOOST_TEST(refused.status == 422, wrong);
    BOOST_TEST(refused.field_errors().starts_with("/grade:"), wrong << " " << refused.field_errors());
  }
  BOOST_TEST(give(heads[0], "1").status == 201);
  BOOST_TEST(give(heads[1], "6.0").status == 201);
}

BOOST_AUTO_TEST_CASE(both_members_are_needed_and_the_participant_must_be_of_this_event) {
  BOOST_TEST(world.organizer.post(path, "{}").field_errors() == "/participant_id:required /grade:required");
  const auto other = World::get().register_heads(world.new_event(begun), world.new_company(), 1);
  BOOST_TEST(give(other.text("/participants/0/id"), "1.0").field_errors() == "/participant_id:reference_not_found");
  BOOST_TEST(give(event, "1.0").field_errors() == "/participant_id:reference_not_found");
  BOOST_TEST(world.partner.get(path + "/" + other.text("/participants/0/id")).status == 404);
}

BOOST_AUTO_TEST_CASE(an_event_that_has_not_begun_takes_no_grades) {
  const auto later = world.new_event();
  const auto who = world.register_heads(later, world.new_company(), 1).text("/participants/0/id");
  const auto refused = world.organizer.post("/api/v1/events/" + later + "/grades", body(who, "1.0"));
  BOOST_TEST(refused.status == 409);
  BOOST_TEST(refused.code() == "event_not_started");
}

BOOST_AUTO_TEST_CASE(who_has_no_confirmed_place_gives_no_grade) {
  const auto registration = world.register_heads(event, world.new_company(), 1);
  BOOST_TEST_REQUIRE(world.organizer.post("/api/v1/registrations/" + registration.id() + "/cancellation", "").status <
                     300);
  const auto refused = give(registration.text("/participants/0/id"), "1.0");
  BOOST_TEST(refused.status == 409);
  BOOST_TEST(refused.code() == "participant_not_confirmed");
}

BOOST_AUTO_TEST_CASE(a_company_gives_grades_of_its_own_participants_only) {
  const auto mine = participants(world.partner_company, 1).front();
  const auto other = participants(world.new_company(), 1).front();
  BOOST_TEST(world.partner.post(path, body(mine, "1.3")).status == 201);
  BOOST_TEST(world.partner.post(path, body(other, "1.3")).field_errors() == "/participant_id:reference_not_found");
  BOOST_TEST(world.partner.get(path + "/" + mine).status == 200);
  BOOST_TEST(give(other, "1.0").status == 201);
  BOOST_TEST(world.partner.get(path + "/" + other).status == 404);
  BOOST_TEST(world.vendor.get(path + "/" + mine).status == 404);
  BOOST_TEST(world.partner.get(path + "/summary").status == 403);
  BOOST_TEST(world.viewer.post(path, body(mine, "1.3")).status == 403);
}

BOOST_AUTO_TEST_CASE(the_summary_is_hidden_below_three_grades) {
  const auto heads = participants(world.new_company(), 3);
  for (int n = 0; n < 3; ++n) {
    const auto hidden = world.viewer.get(path + "/summary");
    BOOST_TEST(hidden.body == R"({"n":)" + std::to_string(n) + R"(,"mean":null,"median":null,"distribution":null})");
    BOOST_TEST_REQUIRE(give(heads[static_cast<std::size_t>(n)], n == 0 ? "1.0" : "1.2").status == 201);
  }
  const auto shown = world.viewer.get(path + "/summary");
  BOOST_TEST(shown.body == R"({"n":3,"mean":1.1,"median":1.2,"distribution":{"1":3,"2":0,"3":0,"4":0,"5":0,"6":0}})");
  BOOST_TEST(world.viewer.get(path + "/summary", {{"If-None-Match", shown.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(a_repeated_grade_with_its_key_is_answered_as_before) {
  const auto who = participants(world.new_company(), 1).front();
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = world.organizer.post(path, body(who, "1.1"), key);
  const auto second = world.organizer.post(path, body(who, "1.1"), key);
  BOOST_TEST(first.status == 201);
  BOOST_TEST(second.status == 201);
  BOOST_TEST(second.body == first.body);
  BOOST_TEST(second.header("location") == first.header("location"));
  BOOST_TEST(world.organizer.post(path, body(who, "1.2"), key).code() == "idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(an_event_with_a_grade_is_not_deleted) {
  const auto who = participants(world.new_company(), 1).front();
  BOOST_TEST_REQUIRE(give(who, "1.1").status == 201);
  const auto refused = world.organizer.remove("/api/v1/events/" + event, {{"If-Match", "*"}});
  BOOST_TEST(refused.status == 409);
  BOOST_TEST(refused.text("/detail").find("1 grade") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
