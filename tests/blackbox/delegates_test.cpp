// Heads that change one by one: somebody else comes instead, names until a deadline, more heads, some heads cancelled.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/registering.hpp"

using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(delegates, Registering)

BOOST_AUTO_TEST_CASE(somebody_else_comes_instead_with_a_ticket_of_his_own) {
  company = world.partner_company;
  const auto made = enter(R"("participants": [)" + named("Müller") + R"(], "headcount": 2)");
  const auto body = named("Öztürk");
  const auto head = of(made, "/participants/" + made.text("/participants/0/id") + "/replacement");
  BOOST_TEST(outcome(world.vendor.post(head, body)) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.post(head, body)) == "403 forbidden");
  const auto after = world.partner.post(head, body);
  BOOST_TEST_REQUIRE(outcome(after) == "200");
  BOOST_TEST(told(after) == "confirmed 2/0/0");
  BOOST_TEST(heads_of(after) == "cancelled confirmed confirmed");
  BOOST_TEST(after.text("/participants/0/family_name") == "Müller");  // the history stays
  BOOST_TEST(after.text("/participants/2/family_name") == "Öztürk");
  BOOST_TEST(after.text("/participants/2/replaces_id") == made.text("/participants/0/id"));
  BOOST_TEST(outcome(scan(made, 0)) == "409 cancelled");
  BOOST_TEST(outcome(scan(after, 2)) == "200");
  BOOST_TEST(outcome(replace(after, 0, body)) == "409 cancelled");
  BOOST_TEST(outcome(replace(after, 2, body)) == "409 participants_checked_in");
  BOOST_TEST(outcome(world.organizer.patch(of(made, "/participants/" + made.text("/participants/0/id")),
                                           R"({"given_name": "x"})", {{"If-Match", "*"}})) == "409 cancelled");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + made.id());
  BOOST_TEST(trail.text("/results/1/action") == "delegate_replaced");
  BOOST_TEST(outcome(act(made, "participants/x/replacement", body)) == "404 not_found");
  BOOST_TEST(outcome(act(made, "participants/" + std::string(nobodys_id) + "/replacement", body)) == "404 not_found");
  cancel(enter(1));
}

BOOST_AUTO_TEST_CASE(who_comes_instead_is_checked) {
  const auto made = enter(2);
  check_head_is_refused(*this, [&](const std::string& json) { return replace(made, 0, json); });
  const auto known = world.new_person(company);
  BOOST_TEST(told(replace(made, 0, person(known))) == "confirmed 2/0/0");
  BOOST_TEST(outcome(replace(made, 1, person(known))) == "422 /person_id:person_named_twice");
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto head = of(made, "/participants/" + made.text("/participants/1/id") + "/replacement");
  const auto first = world.organizer.post(head, named("A"), key);
  BOOST_TEST(outcome(first) == "200");
  BOOST_TEST(world.organizer.post(head, named("A"), key).body == first.body);
  BOOST_TEST(outcome(world.organizer.post(head, named("B"), key)) == "422 idempotency_key_reused");
  cancel(made);
  BOOST_TEST(outcome(replace(made, 1, named("A"))) == "409 already_cancelled");
}

BOOST_AUTO_TEST_CASE(names_are_taken_from_companies_until_the_deadline) {
  company = world.partner_company;
  const auto made = enter(2);
  rules(R"("naming_deadline": "2016-11-01T10:00:00Z")");
  const auto head = of(made, "/participants/" + made.text("/participants/0/id"));
  BOOST_TEST(outcome(world.partner.patch(head, named("A"), {{"If-Match", "*"}})) == "409 naming_closed");
  BOOST_TEST(outcome(world.partner.post(head + "/replacement", named("A"))) == "409 naming_closed");
  BOOST_TEST(outcome(world.organizer.patch(head, named("A"), {{"If-Match", "*"}})) == "200");
  BOOST_TEST(outcome(world.organizer.post(head + "/replacement", named("B"))) == "200");
}

BOOST_AUTO_TEST_CASE(more_heads_are_decided_as_if_they_came_alone) {
  limit("participants", 4);
  const auto made = enter(2);
  const auto more = act(made, "participants", R"({"participants": [)" + named("Neu") + "]}");
  BOOST_TEST_REQUIRE(outcome(more) == "200");
  BOOST_TEST(told(more) == "confirmed 3/0/0");
  BOOST_TEST(more.text("/participants/2/family_name") == "Neu");
  BOOST_TEST(outcome(act(made, "participants", R"({"headcount": 2})")) == "409 capacity_exceeded");
  BOOST_TEST(outcome(act(made, "participants", R"({"headcount": 5, "waitlist": "all_or_nothing"})")) ==
             "409 more_than_there_is");
  BOOST_TEST(outcome(act(made, "participants", "{}")) == "422 /participants:wrong_count");
  const auto part = act(made, "participants", R"({"headcount": 2, "waitlist": "partial"})");
  BOOST_TEST(told(part) == "partly_confirmed 4/0/1");
  BOOST_TEST(outcome(act(made, "participants", R"({"headcount": 1})")) == "409 still_waiting");
  const auto behind = enter(1, "all_or_nothing");
  limit("participants", 5);
  BOOST_TEST(state(made) == "confirmed 5/0/0");
  BOOST_TEST(state(behind) == "waitlisted 0/0/1");
}

BOOST_AUTO_TEST_CASE(more_heads_are_checked) {
  const auto made = enter(1);
  check_heads_are_refused(*this,
                          [&](const std::string& members) { return act(made, "participants", "{" + members + "}"); });
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = world.organizer.post(of(made, "/participants"), R"({"headcount": 1})", key);
  BOOST_TEST(outcome(first) == "200");
  BOOST_TEST(world.organizer.post(of(made, "/participants"), R"({"headcount": 1})", key).body == first.body);
  BOOST_TEST(outcome(world.organizer.post(of(made, "/participants"), R"({"headcount": 2})", key)) ==
             "422 idempotency_key_reused");
  BOOST_TEST(outcome(world.viewer.post(of(made, "/participants"), R"({"headcount": 1})")) == "403 forbidden");
  BOOST_TEST(outcome(world.partner.post(of(made, "/participants"), R"({"headcount": 1})")) == "404 not_found");
  set_status("closed");
  BOOST_TEST(outcome(act(made, "participants", R"({"headcount": 1})")) == "409 event_not_open");
  set_status("completed");
  BOOST_TEST(outcome(act(made, "participants", R"({"headcount": 1})")) == "409 event_completed");
  BOOST_TEST(outcome(replace(made, 0, named("A"))) == "409 event_completed");
}

BOOST_AUTO_TEST_CASE(more_heads_obey_the_terms_of_the_event) {
  const auto more = [&](const Answer& registration, int heads) {
    return told(act(registration, "participants", R"({"headcount": )" + std::to_string(heads) + "}"));
  };
  const auto made = enter(1);
  const auto held = hold(R"("headcount": 1)");
  rules(R"("max_heads_per_company": 4, "max_held_heads_per_company": 2)");
  BOOST_TEST(more(held, 2) == "409 hold_limit");
  BOOST_TEST(more(held, 1) == "held 0/2/0 hold");
  BOOST_TEST(more(made, 2) == "409 company_limit");
  BOOST_TEST(more(made, 1) == "confirmed 2/0/0");
  rules(R"("eligibility": {"company_roles": ["vendor"]})");
  BOOST_TEST(more(made, 1) == "409 not_eligible");
  rules("");
  categories(R"({"key": "vip", "name": "VIP"})");
  const auto vip = enter(R"("headcount": 1, "category": "vip")");
  categories(R"({"key": "vip", "name": "VIP", "sale_until": "2016-01-01T00:00:00Z"})");
  BOOST_TEST(more(vip, 1) == "409 not_on_sale");
  limit("participants", 6);
  BOOST_TEST(told(enter_other(1)) == "422 /category:required");
  categories(R"({"key": "vip", "name": "VIP"})");
  company = world.new_company();
  BOOST_TEST(told(enter(R"("headcount": 3, "category": "vip", "waitlist": "all_or_nothing")")) == "waitlisted 0/0/3");
  BOOST_TEST(more(vip, 1) == "409 waitlist_not_empty");
  cancel(made);
  BOOST_TEST(more(made, 1) == "409 already_cancelled");
}

BOOST_AUTO_TEST_CASE(a_registration_has_at_most_500_heads_with_those_who_left) {
  const auto made = enter(500);
  BOOST_TEST(outcome(act(made, "participants", R"({"headcount": 1})")) == "409 too_many_heads");
  BOOST_TEST(outcome(replace(made, 0, named("A"))) == "409 too_many_heads");
}

BOOST_AUTO_TEST_CASE(some_heads_are_cancelled) {
  limit("participants", 3);
  const auto made = enter(3);
  const auto waiting = enter_other(1, "all_or_nothing");
  const auto heads = [&](const std::string& ids) {
    return act(made, "cancellation", R"({"participant_ids": [)" + ids + R"(], "reason": "krank"})");
  };
  BOOST_TEST(outcome(heads(quoted(nobodys_id))) == "422 /participant_ids/0:reference_not_found");
  BOOST_TEST(outcome(heads("")) == "422 /participant_ids:wrong_count");
  const auto after = heads(quoted(made.text("/participants/1/id")));
  BOOST_TEST(told(after) == "confirmed 2/0/0");
  BOOST_TEST(heads_of(after) == "confirmed cancelled confirmed");
  BOOST_TEST(state(waiting) == "confirmed 1/0/0");
  const auto rest = heads(quoted(made.text("/participants/0/id")) + "," + quoted(made.text("/participants/2/id")));
  BOOST_TEST(told(rest) == "cancelled 0/0/0");
  BOOST_TEST(rest.text("/reason") == "krank");
}

BOOST_AUTO_TEST_CASE(a_ticket_with_which_somebody_came_gets_nobody_else) {
  company = world.partner_company;
  const auto made = enter(R"("participants": [)" + named("A") + ", " + named("B") + "]");
  const auto head = [&](int index) {
    return of(made, "/participants/") + made.text("/participants/" + std::to_string(index) + "/id");
  };
  const Headers any{{"If-Match", "*"}};
  BOOST_TEST(outcome(scan(made, 0)) == "200");
  BOOST_TEST(outcome(world.partner.patch(head(0), named("C"), any)) == "409 participants_checked_in");
  BOOST_TEST(outcome(world.organizer.patch(head(0), person(world.new_person(company)), any)) ==
             "409 participants_checked_in");
  BOOST_TEST(outcome(world.organizer.patch(head(0), named("C"), any)) == "200");
  set_status("completed");
  BOOST_TEST(outcome(world.partner.patch(head(1), named("C"), any)) == "409 event_completed");
}

BOOST_AUTO_TEST_SUITE_END()
