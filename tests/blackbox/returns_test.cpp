// What is cancelled, with its fee; comes back; or moves to another event of its series.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/registering.hpp"

using namespace tagwerk::test;

namespace {

struct Returns : Registering {
  std::string other_event = world.new_event();

  Answer move(const Answer& registration, const std::string& more = {}) const {
    return act(registration, "transfer", R"({"event_id": ")" + other_event + '"' + more + "}");
  }
  void limit_there(int places) {
    world.set_capacity(other_event, R"([{"key": "participants", "limit": )" + std::to_string(places) + "}]");
  }
  Answer enter_there(int heads, const std::string& waitlist = "none") {
    return world.register_heads(other_event, world.new_company(), heads, waitlist);
  }
  void rules_there(const std::string& members) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/events/" + other_event + "/registration-rules",
                                                   "{" + members + "}", {{"If-Match", "*"}})) == "200");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(returns, Returns)

BOOST_AUTO_TEST_CASE(a_late_cancellation_costs_its_fee_and_a_return_drops_it) {
  rules(R"("cancellation": {"free_until": "2016-01-01T00:00:00Z", "fee_percent": 50})");
  categories(R"({"key": "vip", "name": "VIP", "price": {"amount": "100.00", "currency": "EUR"}, "vat_rate": 19})");
  const auto made = enter(R"("headcount": 2, "category": "vip")");
  BOOST_TEST(made.text("/price/total_gross/amount") == "238.00");
  const auto one = act(made, "cancellation", R"({"participant_ids": [")" + made.text("/participants/0/id") + "\"]}");
  BOOST_TEST(one.text("/price/cancellation_fee/net/amount") == "50.00");
  BOOST_TEST(one.text("/price/total_gross/amount") == "178.50");
  const auto waived = act(made, "cancellation", R"({"waive_fee": true})");
  BOOST_TEST(waived.text("/price/cancellation_fee/net/amount") == "50.00");
  BOOST_TEST(waived.text("/price/total_gross/amount") == "59.50");
  const auto back = act(made, "reinstatement");
  BOOST_TEST(told(back) == "confirmed 1/0/0");
  BOOST_TEST(back.text("/price/total_gross/amount") == "119.00");
}

BOOST_AUTO_TEST_CASE(what_was_cancelled_comes_back_with_its_tickets) {
  limit("participants", 2);
  const auto made = enter(R"("participants": [)" + named("Öztürk") + R"(], "headcount": 2)");
  BOOST_TEST(outcome(act(made, "reinstatement")) == "409 not_cancelled");
  cancel(made);
  for (const auto* client : {&world.viewer, &world.partner})
    BOOST_TEST(outcome(client->post(of(made, "/reinstatement"), "")) == "403 forbidden");
  BOOST_TEST(outcome(act(made, "reinstatement", R"({"waitlist": "maybe"})")) == "422 /waitlist:unknown_value");
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto back = world.desk.post(of(made, "/reinstatement"), "{}", key);
  BOOST_TEST(told(back) == "confirmed 2/0/0");
  BOOST_TEST(back.is_null("/cancelled_at"));
  BOOST_TEST(back.text("/participants/0/ticket_code") == made.text("/participants/0/ticket_code"));
  BOOST_TEST(outcome(scan(made, 0)) == "200");
  BOOST_TEST(world.desk.post(of(made, "/reinstatement"), "{}", key).body == back.body);
  BOOST_TEST(outcome(world.desk.post(of(made, "/reinstatement"), R"({"waitlist": "partial"})", key)) ==
             "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(what_comes_back_is_decided_like_a_new_one) {
  limit("participants", 3);
  const auto known = world.new_person(company);
  const auto made = enter(R"("participants": [)" + person(known) + R"(], "headcount": 3)");
  cancel(made);
  const auto again = enter(R"("participants": [)" + person(known) + "]");
  BOOST_TEST(outcome(act(made, "reinstatement")) == "422 /participants/0/person_id:person_already_registered");
  cancel(again);
  rules(R"("max_heads_per_company": 2)");
  BOOST_TEST(outcome(act(made, "reinstatement")) == "409 company_limit");
  rules("");
  const auto other = enter_other(1);
  BOOST_TEST(outcome(act(made, "reinstatement")) == "409 capacity_exceeded");
  const auto waiting = enter_other(3, "all_or_nothing");
  cancel(other);
  BOOST_TEST(state(waiting) == "confirmed 3/0/0");
  BOOST_TEST(told(act(made, "reinstatement", R"({"waitlist": "all_or_nothing"})")) == "waitlisted 0/0/3");
  cancel(made);
  cancel(waiting);
  const auto in = enter_other(2);
  const auto in_front = enter_other(2, "all_or_nothing");
  BOOST_TEST(told(in_front) == "waitlisted 0/0/2");
  const auto small = enter(1, "all_or_nothing");
  cancel(small);
  BOOST_TEST(outcome(act(small, "reinstatement")) == "409 waitlist_not_empty");
  cancel(in_front);
  limit("participants", 2);
  BOOST_TEST(outcome(act(made, "reinstatement", R"({"waitlist": "partial"})")) == "409 more_than_there_is");
  set_status("closed");
  BOOST_TEST(outcome(act(small, "reinstatement")) == "409 event_not_open");
  BOOST_TEST(state(in) == "confirmed 2/0/0");
}

BOOST_AUTO_TEST_CASE(a_registration_moves_within_its_series) {
  const auto made = enter(R"("participants": [)" + named("Öztürk") + R"(], "headcount": 2)");
  const auto body = R"({"event_id": ")" + other_event + "\"}";
  BOOST_TEST(outcome(world.partner.post(of(made, "/transfer"), body)) == "403 forbidden");
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto moved = world.desk.post(of(made, "/transfer"), body, key);
  BOOST_TEST_REQUIRE(outcome(moved) == "201");
  BOOST_TEST(moved.header("location") == of(moved));
  BOOST_TEST(told(moved) == "confirmed 2/0/0");
  BOOST_TEST(moved.text("/event_id") == other_event);
  BOOST_TEST(moved.text("/transferred_from_id") == made.id());
  BOOST_TEST(moved.text("/participants/0/family_name") == "Öztürk");
  BOOST_TEST(moved.text("/participants/0/ticket_code") != made.text("/participants/0/ticket_code"));
  const auto left = now(made);
  BOOST_TEST(told(left) == "cancelled 0/0/0");
  BOOST_TEST(left.text("/transferred_to_id") == moved.id());
  BOOST_TEST(outcome(scan(made, 0)) == "409 cancelled");
  BOOST_TEST(outcome(scan(moved, 0)) == "200");
  BOOST_TEST(world.desk.post(of(made, "/transfer"), body, key).body == moved.body);
  BOOST_TEST(outcome(world.desk.post(of(made, "/transfer"), R"({"event_id": ")" + event + "\"}", key)) ==
             "422 idempotency_key_reused");
  BOOST_TEST(outcome(move(made)) == "409 already_cancelled");
  BOOST_TEST(outcome(act(made, "reinstatement")) == "409 not_cancelled");
  BOOST_TEST(outcome(world.desk.post(of(moved, "/transfer"), R"({"event_id": ")" + event + "\"}")) ==
             "409 participants_checked_in");
  for (const char* id : {"x", nobodys_id})
    BOOST_TEST(outcome(world.organizer.post("/api/v1/registrations/" + std::string(id) + "/transfer", body)) ==
               "404 not_found");
}

BOOST_AUTO_TEST_CASE(a_transfer_that_is_refused_leaves_both_events_as_they_were) {
  const auto known = world.new_person(company);
  const auto made = enter(R"("participants": [)" + person(known) + R"(], "headcount": 2)");
  BOOST_TEST(outcome(act(made, "transfer", "{}")) == "422 /event_id:required");
  BOOST_TEST(outcome(act(made, "transfer", R"({"event_id": ")" + std::string(nobodys_id) + "\"}")) ==
             "422 /event_id:reference_not_found");
  BOOST_TEST(outcome(act(made, "transfer", R"({"event_id": ")" + event + "\"}")) == "409 other_series");
  limit_there(1);
  BOOST_TEST(outcome(move(made)) == "409 capacity_exceeded");
  BOOST_TEST(outcome(move(made, R"(, "waitlist": "partial")")) == "409 more_than_there_is");
  limit_there(3);
  const auto in = enter_there(2);
  const auto waits = enter_there(2, "all_or_nothing");
  const auto one = enter(1);
  BOOST_TEST(outcome(move(one)) == "409 waitlist_not_empty");
  cancel(waits);
  rules_there(R"("max_heads_per_company": 1)");
  BOOST_TEST(outcome(move(made)) == "409 company_limit");
  rules_there(R"("eligibility": {"company_roles": ["vendor"]})");
  BOOST_TEST(outcome(move(made)) == "409 not_eligible");
  rules_there("");
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(
                         "/api/v1/events/" + other_event + "/categories",
                         R"({"categories": [{"key": "late", "name": "Spät", "sale_until": "2016-01-01T00:00:00Z"}]})",
                         {{"If-Match", "*"}})) == "200");
  BOOST_TEST(outcome(move(made)) == "422 /category:required");
  BOOST_TEST(outcome(move(made, R"(, "category": "vip")")) == "422 /category:reference_not_found");
  BOOST_TEST(outcome(move(made, R"(, "category": "late")")) == "409 not_on_sale");
  const auto free_event = world.new_event();
  other_event = free_event;
  const auto there =
      world.organizer.post("/api/v1/events/" + other_event + "/registrations",
                           R"({"company_id": ")" + company + R"(", "participants": [)" + person(known) + "]}");
  BOOST_TEST(outcome(move(made)) == "422 /participants/0/person_id:person_already_registered");
  cancel(there);
  set_status("closed", other_event);
  BOOST_TEST(outcome(move(made)) == "409 event_not_open");
  set_status("open", other_event);
  fill_pools(other_event);
  const auto with_bus = enter(R"("headcount": 1, "pools": {"bus": 1})");
  BOOST_TEST(outcome(move(with_bus)) == "409 too_many_pools");
  BOOST_TEST(state(made) == "confirmed 2/0/0");
  BOOST_TEST(state(in) == "confirmed 2/0/0");
  set_status("closed");
  set_status("completed");
  BOOST_TEST(outcome(move(made)) == "409 event_completed");
}

BOOST_AUTO_TEST_CASE(counters_and_rows_agree_after_all_of_this) {
  const auto doctor = tagwerk::test::tagwerk(world.database.url(), {"doctor"});
  BOOST_TEST(doctor.status == 0, doctor.out << doctor.err);
}

BOOST_AUTO_TEST_SUITE_END()
