// Places that are kept for a few minutes: taken, confirmed, given up, ended by themselves; and each way to be refused them.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/registering.hpp"

using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(holds, Registering)

BOOST_AUTO_TEST_CASE(a_hold_keeps_places_until_it_is_confirmed) {
  limit("participants", 3);
  const auto held = hold(R"("participants": [)" + named("Öztürk") + R"(], "headcount": 2, "minutes": 7)");
  BOOST_TEST_REQUIRE(outcome(held) == "201");
  BOOST_TEST(held.header("location") == of(held));
  BOOST_TEST(told(held) == "held 0/2/0 hold");
  BOOST_TEST(heads_of(held) == "held held");
  BOOST_TEST(!held.is_null("/held_until"));
  const auto capacity = world.viewer.get(path("/capacity"));
  BOOST_TEST(capacity.integer("/pools/0/held") == 2);
  BOOST_TEST(capacity.integer("/pools/0/available") == 1);
  BOOST_TEST(outcome(enter_other(2)) == "409 capacity_exceeded");
  BOOST_TEST(outcome(scan(held, 0)) == "409 held");
  const auto ticket = of(held, "/tickets/" + held.text("/participants/0/id"));
  for (const char* format : {".png", ".svg"}) BOOST_TEST(outcome(world.organizer.get(ticket + format)) == "409 held");
  const auto confirmed = act(held, "confirmation");
  BOOST_TEST(told(confirmed) == "confirmed 2/0/0");
  BOOST_TEST(confirmed.is_null("/held_until"));
  BOOST_TEST(confirmed.header("etag") != held.header("etag"));
  BOOST_TEST(confirmed.text("/participants/0/ticket_code") == held.text("/participants/0/ticket_code"));
  BOOST_TEST(outcome(scan(held, 0)) == "200");
  BOOST_TEST(outcome(act(held, "confirmation")) == "409 not_held");
}

BOOST_AUTO_TEST_CASE(a_hold_ends_by_itself_and_who_waits_gets_its_places) {
  limit("participants", 2);
  const auto held = hold(R"("headcount": 2)");
  BOOST_TEST(told(held) == "held 0/2/0 hold");
  const auto waiting = enter_other(2, "all_or_nothing");
  BOOST_TEST(told(waiting) == "waitlisted 0/0/2");
  let_time_run_out(held);
  BOOST_TEST(state_after(waiting, "confirmed 2/0/0") == "confirmed 2/0/0");
  BOOST_TEST(state(held) == "cancelled 0/0/0");
  BOOST_TEST(now(held).text("/reason") == "hold expired");
  // Also for who comes long after it.
  BOOST_TEST(outcome(act(held, "confirmation")) == "409 hold_expired");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + held.id());
  BOOST_TEST(trail.text("/results/1/action") == "expired");
  BOOST_TEST(trail.text("/results/1/actor") == "deadline");
}

BOOST_AUTO_TEST_CASE(a_company_holds_and_confirms_for_itself) {
  company = world.partner_company;
  const auto body = R"({"headcount": 1, "company_id": ")" + company + "\"}";
  const auto held = world.partner.post(path("/holds"), body);
  BOOST_TEST_REQUIRE(outcome(held) == "201");
  BOOST_TEST(outcome(world.vendor.post(path("/holds"), body)) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.post(path("/holds"), body)) == "403 forbidden");
  BOOST_TEST(outcome(world.vendor.post(of(held, "/confirmation"), "")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.post(of(held, "/confirmation"), "")) == "403 forbidden");
  BOOST_TEST(outcome(world.organizer.post(of(held, "/confirmation"), R"({"now": true})")) == "422 /now:unknown_member");
  BOOST_TEST(told(world.partner.post(of(held, "/confirmation"), "")) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(a_hold_never_waits) {
  limit("participants", 3);
  const auto in = enter(2);
  BOOST_TEST(outcome(hold(R"("headcount": 2)")) == "409 capacity_exceeded");
  BOOST_TEST(outcome(hold(R"("headcount": 4)")) == "409 capacity_exceeded");
  BOOST_TEST(told(enter_other(2, "all_or_nothing")) == "waitlisted 0/0/2");
  BOOST_TEST(outcome(hold(R"("headcount": 1)")) == "409 waitlist_not_empty");
  BOOST_TEST(outcome(hold(R"("headcount": 1, "waitlist": "partial")")) == "422 /waitlist:unknown_member");
  cancel(in);
  BOOST_TEST(told(hold(R"("headcount": 1)")) == "held 0/1/0 hold");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_hold_is_kept) {
  check_number([&](const std::string& json) { return hold(R"("headcount": 1, "minutes": )" + json); }, "/minutes", 1,
               1440, 201);
  check_number([&](const std::string& json) { return hold(R"("headcount": )" + json); }, "/headcount", 1, 500, 201);
  BOOST_TEST(outcome(hold(R"("headcount": 1, "pools": {"companies": 1})")) ==
             "422 /pools/companies:pool_counts_by_itself");
  rules(R"("max_held_heads_per_company": 3)");
  company = world.new_company();
  BOOST_TEST(told(hold(R"("headcount": 2)")) == "held 0/2/0 hold");
  BOOST_TEST(outcome(hold(R"("headcount": 2)")) == "409 hold_limit");
  BOOST_TEST(told(enter(5)) == "confirmed 5/0/0");
  const auto last = hold(R"("headcount": 1)");
  BOOST_TEST(told(last) == "held 0/1/0 hold");
  BOOST_TEST(told(act(last, "confirmation")) == "confirmed 1/0/0");
  BOOST_TEST(told(hold(R"("headcount": 1)")) == "held 0/1/0 hold");
}

BOOST_AUTO_TEST_CASE(a_hold_obeys_the_terms_of_the_event) {
  rules(R"("max_heads_per_company": 2)");
  BOOST_TEST(outcome(hold(R"("headcount": 3)")) == "409 company_limit");
  BOOST_TEST(outcome(enter(3)) == "409 company_limit");
  rules(R"("eligibility": {"company_roles": ["vendor"]})");
  BOOST_TEST(outcome(hold(R"("headcount": 1)")) == "409 not_eligible");
  BOOST_TEST(outcome(enter(1)) == "409 not_eligible");
  rules("");
  categories(R"({"key": "late", "name": "Spät", "sale_until": "2016-01-01T00:00:00Z"}, {"key": "vip", "name": "VIP"})");
  BOOST_TEST(outcome(hold(R"("headcount": 1, "category": "late")")) == "409 not_on_sale");
  BOOST_TEST(outcome(enter(R"("headcount": 1, "category": "late")")) == "409 not_on_sale");
  BOOST_TEST(outcome(hold(R"("headcount": 1, "category": "none")")) == "422 /category:reference_not_found");
  BOOST_TEST(told(hold(R"("headcount": 1, "category": "vip")")) == "held 0/1/0 hold");
  set_status("closed");
  BOOST_TEST(outcome(hold(R"("headcount": 1, "category": "vip")")) == "409 event_not_open");
}

BOOST_AUTO_TEST_CASE(a_hold_finds_no_room_for_more_pools) {
  fill_pools(event);
  BOOST_TEST(outcome(hold(R"("headcount": 1, "pools": {"one_more": 1})")) == "409 too_many_pools");
  BOOST_TEST(told(hold(R"("headcount": 1, "pools": {"p7": 1})")) == "held 0/1/0 hold");
}

BOOST_AUTO_TEST_CASE(heads_of_a_hold_are_checked) {
  check_heads_are_refused(*this, [&](const std::string& members) { return hold(members); });
}

BOOST_AUTO_TEST_CASE(a_repeated_key_holds_and_confirms_once) {
  int heads = 0;
  check_idempotency(world.organizer, path("/holds"), [&] {
    return R"({"company_id": ")" + company + R"(", "headcount": )" + std::to_string(++heads) + "}";
  });
  BOOST_TEST(world.viewer.get(path("/capacity")).integer("/pools/0/held") == 1 + 3);  // body 2 had the key of body 1
  const auto held = hold(R"("headcount": 1)");
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = world.organizer.post(of(held, "/confirmation"), "", key);
  BOOST_TEST(outcome(first) == "200");
  BOOST_TEST(world.organizer.post(of(held, "/confirmation"), "", key).body == first.body);
}

BOOST_AUTO_TEST_CASE(nothing_is_confirmed_for_an_event_that_is_over) {
  const auto held = hold(R"("headcount": 1)");
  set_status("closed");
  set_status("completed");
  BOOST_TEST(outcome(act(held, "confirmation")) == "409 event_not_open");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_not_confirmed) {
  for (const std::string verb : {"confirmation", "waitlist-departure", "approval", "participants", "reinstatement"}) {
    const auto body = verb == "approval"       ? R"({"decision": "approved"})"
                      : verb == "participants" ? R"({"headcount": 1})"
                                               : "";
    for (const char* id : {"x", nobodys_id})
      BOOST_TEST(outcome(world.organizer.post("/api/v1/registrations/" + std::string(id) + "/" + verb, body)) ==
                 "404 not_found");
  }
}

BOOST_AUTO_TEST_SUITE_END()
