// The door: tickets scanned in and out, refused with a reason, and every scan kept.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Door {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event + "/check-ins";
  Answer registration = world.register_heads(event, world.new_company(), 2);
  std::string ticket = registration.text("/participants/0/ticket_code");

  Answer scan(const std::string& code, const std::string& direction = "entry", const std::string& members = "",
              const Headers& headers = {}) {
    return world.desk.post(
        path, R"({"ticket_code": ")" + code + R"(", "direction": ")" + direction + "\"" + members + "}", headers);
  }
  /// "200 ok" or "409 already_checked_in".
  std::string result(const std::string& code, const std::string& direction = "entry", const std::string& members = "") {
    const auto answer = scan(code, direction, members);
    return std::to_string(answer.status) + " " + (answer.status == 200 ? answer.text("/status") : answer.code());
  }
  std::string refused(const std::string& members) {
    const auto answer = scan(ticket, "entry", members);
    return std::to_string(answer.status) + " " + answer.field_errors();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check_ins, Door)

BOOST_AUTO_TEST_CASE(a_ticket_lets_in_and_out) {
  const auto in = scan(ticket);
  BOOST_TEST_REQUIRE(in.status == 200);
  BOOST_TEST(in.text("/status") == "ok");
  BOOST_TEST(in.text("/event_id") == event);
  BOOST_TEST(in.text("/registration_id") == registration.id());
  BOOST_TEST(in.text("/company_id") == registration.text("/company_id"));
  BOOST_TEST(in.text("/participant/id") == registration.text("/participants/0/id"));
  BOOST_TEST(in.text("/direction") == "entry");
  BOOST_TEST(in.text("/at") == in.text("/recorded_at"));
  BOOST_TEST(result(ticket) == "409 already_checked_in");
  BOOST_TEST(result(ticket, "exit") == "200 ok");
  BOOST_TEST(result(ticket, "exit") == "409 not_checked_in");
  BOOST_TEST(result(ticket) == "200 ok");
}

BOOST_AUTO_TEST_CASE(a_ticket_that_does_not_admit_says_why) {
  BOOST_TEST(result(ticket, "exit") == "409 not_checked_in");
  BOOST_TEST(result("T-NOBODY") == "409 unknown_ticket");
  world.set_capacity(event, R"([{"key": "participants", "limit": 2}])");
  const auto waiting = world.register_heads(event, world.new_company(), 1, "all_or_nothing");
  const auto waiting_ticket = waiting.text("/participants/0/ticket_code");
  BOOST_TEST(result(waiting_ticket) == "409 waitlisted");
  BOOST_TEST_REQUIRE(world.organizer.post("/api/v1/registrations/" + waiting.id() + "/cancellation", "").status == 200);
  BOOST_TEST(result(waiting_ticket) == "409 cancelled");
  const auto elsewhere = world.register_heads(world.new_event(), world.new_company(), 1);
  BOOST_TEST(result(elsewhere.text("/participants/0/ticket_code")) == "409 wrong_event");
  BOOST_TEST_REQUIRE(
      world.organizer.patch("/api/v1/events/" + event, R"({"status": "cancelled"})", {{"If-Match", "*"}}).status ==
      200);
  BOOST_TEST(result(ticket) == "409 event_cancelled");

  const auto kept = world.viewer.get(path);
  BOOST_TEST_REQUIRE(kept.size("/results") == 6U);
  BOOST_TEST(kept.text("/results/1/result") == "unknown_ticket");
  BOOST_TEST(kept.text("/results/1/ticket_code") == "T-NOBODY");
  BOOST_TEST(kept.is_null("/results/1/participant_id"));
  BOOST_TEST(kept.text("/results/5/result") == "event_cancelled");
}

BOOST_AUTO_TEST_CASE(a_scan_has_a_code_of_1_to_64_characters_and_a_direction) {
  BOOST_TEST(world.desk.post(path, "{}").field_errors() == "/ticket_code:required /direction:required");
  BOOST_TEST(scan("").field_errors() == "/ticket_code:wrong_length");
  BOOST_TEST(result(std::string(64, 'x')) == "409 unknown_ticket");
  BOOST_TEST(scan(std::string(65, 'x')).field_errors() == "/ticket_code:wrong_length");
  BOOST_TEST(scan(std::string(65, 'X') + ".A", "sideways").field_errors() ==
             "/direction:unknown_value /ticket_code:wrong_length");
  BOOST_TEST(scan(std::string(65, 'X') + ".A").field_errors() == "/ticket_code:wrong_length");
  BOOST_TEST(scan("T-1." + std::string(165, 'A')).field_errors() == "/ticket_code:wrong_length");
  BOOST_TEST(scan(ticket, "sideways").field_errors() == "/direction:unknown_value");
}

// Genuine ones are read from a picture: tickets_test.cpp.
BOOST_AUTO_TEST_CASE(a_signature_that_is_not_ours_is_refused_and_the_scan_kept) {
  BOOST_TEST(result(ticket + "." + std::string(103, 'A')) == "409 invalid_signature");
  BOOST_TEST(result("T-NOBODY." + std::string(103, 'A')) == "409 unknown_ticket");
  BOOST_TEST(result(ticket) == "200 ok");
  const auto kept = world.viewer.get(path + "?result=invalid_signature");
  BOOST_TEST_REQUIRE(kept.size("/results") == 1U);
  BOOST_TEST(kept.text("/results/0/ticket_code") == ticket);
  BOOST_TEST(kept.text("/results/0/participant_id") == registration.text("/participants/0/id"));
}

BOOST_AUTO_TEST_CASE(a_nonce_has_1_to_64_visible_characters) {
  BOOST_TEST(refused(R"(, "nonce": "")") == "422 /nonce:wrong_length");
  BOOST_TEST(refused(R"(, "nonce": ")" + std::string(65, 'n') + "\"") == "422 /nonce:wrong_length");
  BOOST_TEST(refused(R"(, "nonce": "a b")") == "422 /nonce:wrong_format");
  BOOST_TEST(refused(R"(, "nonce": "ü")") == "422 /nonce:wrong_format");
  BOOST_TEST(result(ticket, "entry", R"(, "nonce": ")" + std::string(64, 'n') + "\"") == "200 ok");
}

BOOST_AUTO_TEST_CASE(a_scan_is_not_of_the_future) {
  BOOST_TEST(refused(R"(, "at": "2999-01-01T00:00:00Z")") == "422 /at:in_future");
  BOOST_TEST(refused(R"(, "at": "yesterday")") == "422 /at:wrong_format");
  const auto late = scan(ticket, "entry", R"(, "at": "2016-11-10T09:00:00+01:00")");
  BOOST_TEST(late.status == 200);
  BOOST_TEST(late.text("/at") == "2016-11-10T08:00:00Z");
}

BOOST_AUTO_TEST_CASE(the_same_nonce_gets_the_same_answer_and_counts_once) {
  const auto first = scan(ticket, "entry", R"(, "nonce": "n1")");
  const auto second = scan(ticket, "entry", R"(, "nonce": "n1")");
  BOOST_TEST(first.status == 200);
  BOOST_TEST(second.body == first.body);
  BOOST_TEST(result(ticket, "entry", R"(, "nonce": "n2")") == "409 already_checked_in");
  BOOST_TEST(result(ticket, "exit") == "200 ok");
  BOOST_TEST(result(ticket, "entry", R"(, "nonce": "n2")") == "409 already_checked_in");
  BOOST_TEST(scan(ticket, "exit", R"(, "nonce": "n1")").field_errors() == "/nonce:nonce_reused");
  BOOST_TEST(world.desk.get(path).size("/results") == 3U);
}

BOOST_AUTO_TEST_CASE(a_refused_scan_is_kept_with_an_idempotency_key_too) {
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  BOOST_TEST(scan("T-NOBODY", "entry", "", key).code() == "unknown_ticket");
  BOOST_TEST(scan("T-NOBODY", "entry", "", key).code() == "unknown_ticket");
  BOOST_TEST(world.desk.get(path).size("/results") == 1U);
}

BOOST_AUTO_TEST_CASE(a_forced_scan_records_a_fact) {
  BOOST_TEST(result(ticket) == "200 ok");
  const auto forced = scan(ticket, "entry", R"(, "forced": true)");
  BOOST_TEST(forced.status == 200);
  BOOST_TEST(forced.at("/forced").boolean);
  BOOST_TEST(result("T-NOBODY", "entry", R"(, "forced": true)") == "409 unknown_ticket");
}

BOOST_AUTO_TEST_CASE(the_desk_scans_and_the_whole_staff_reads) {
  const auto body = R"({"direction": "entry", "ticket_code": ")" + ticket + "\"}";
  for (const auto* client : {&world.viewer, &world.partner, &world.vendor})
    BOOST_TEST(client->post(path, body).status == 403);
  BOOST_TEST(world.partner.get(path).status == 403);
  BOOST_TEST(world.stranger.post(path, body).status == 404);
  BOOST_TEST(world.stranger.get(path).status == 404);
  BOOST_TEST(world.desk.post(path, body).status == 200);
  BOOST_TEST(world.viewer.get(path).size("/results") == 1U);
}

BOOST_AUTO_TEST_CASE(scans_are_filtered_and_paged) {
  BOOST_TEST(result(ticket) == "200 ok");
  BOOST_TEST(result(ticket) == "409 already_checked_in");
  BOOST_TEST(result(registration.text("/participants/1/ticket_code")) == "200 ok");
  BOOST_TEST(world.desk.get(path + "?result=ok").size("/results") == 2U);
  BOOST_TEST(world.desk.get(path + "?participant_id=" + registration.text("/participants/0/id")).size("/results") ==
             2U);
  const auto page = world.desk.get(path + "?limit=2");
  BOOST_TEST(page.size("/results") == 2U);
  const auto next = page.text("/next");
  BOOST_TEST(world.desk.get(next.substr(next.find("/api/"))).size("/results") == 1U);
  BOOST_TEST(world.desk.get(path + "?result=perhaps").status == 422);
}

BOOST_AUTO_TEST_SUITE_END()
