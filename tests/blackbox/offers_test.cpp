// The waiting list where places are offered, and where it has priorities; and leaving it.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/registering.hpp"

using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(offers, Registering)

BOOST_AUTO_TEST_CASE(a_free_place_is_offered_and_accepted) {
  limit("participants", 2);
  rules(R"("waitlist": {"promotion": "offer", "offer_hours": 24})");
  const auto in = enter(2);
  const auto waiting = enter_other(2, "all_or_nothing");
  cancel(in);
  const auto offered = now(waiting);
  BOOST_TEST(told(offered) == "held 0/2/0 offer");
  BOOST_TEST(!offered.is_null("/held_until"));
  BOOST_TEST(outcome(enter_other(1)) == "409 capacity_exceeded");
  BOOST_TEST(told(act(waiting, "confirmation")) == "confirmed 2/0/0");
}

BOOST_AUTO_TEST_CASE(an_offer_that_is_turned_down_or_forgotten_goes_to_the_next) {
  limit("participants", 1);
  rules(R"("waitlist": {"policy": "all_or_nothing", "promotion": "offer"})");
  const auto in = enter(1);
  const auto second = enter(R"("headcount": 1)");  // the policy is the event's
  const auto third = enter(R"("headcount": 1)");
  const auto fourth = enter(R"("headcount": 1)");
  BOOST_TEST(told(second) == "waitlisted 0/0/1");
  BOOST_TEST(second.text("/waitlist") == "all_or_nothing");
  cancel(in);
  BOOST_TEST(state(second) == "held 0/1/0 offer");
  const auto left = act(second, "waitlist-departure");
  BOOST_TEST(told(left) == "cancelled 0/0/0");
  BOOST_TEST(left.text("/reason") == "left the waiting list");
  BOOST_TEST(state(third) == "held 0/1/0 offer");
  let_time_run_out(third);
  BOOST_TEST(state_after(fourth, "held 0/1/0 offer") == "held 0/1/0 offer");
  BOOST_TEST(state(third) == "cancelled 0/0/0");
  BOOST_TEST(outcome(act(third, "confirmation")) == "409 hold_expired");
}

BOOST_AUTO_TEST_CASE(who_has_a_part_keeps_it_when_leaving_the_list) {
  company = world.partner_company;
  limit("participants", 3);
  BOOST_TEST(told(enter_other(1)) == "confirmed 1/0/0");
  const auto made = enter(3, "partial");
  BOOST_TEST(told(made) == "partly_confirmed 2/0/1");
  const auto behind = enter_other(1, "all_or_nothing");
  BOOST_TEST(outcome(world.vendor.post(of(made, "/waitlist-departure"), "")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.post(of(made, "/waitlist-departure"), "")) == "403 forbidden");
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto left = world.partner.post(of(made, "/waitlist-departure"), "", key);
  BOOST_TEST(told(left) == "confirmed 2/0/0");
  BOOST_TEST(heads_of(left) == "confirmed confirmed cancelled");
  BOOST_TEST(world.partner.post(of(made, "/waitlist-departure"), "", key).body == left.body);
  BOOST_TEST(outcome(act(made, "waitlist-departure")) == "409 not_waiting");
  BOOST_TEST(state(behind) == "waitlisted 0/0/1");
  limit("participants", 4);
  BOOST_TEST(state(behind) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(a_higher_priority_is_served_first) {
  limit("participants", 1);
  rules(R"("waitlist": {"priorities": [{"company_role": "vendor", "priority": 10}, {"priority": 1}]})");
  const auto in = enter(1);
  const auto partner = enter_other(1, "all_or_nothing");
  company = world.new_company("vendor");
  const auto vendor = enter(1, "all_or_nothing");
  cancel(in);
  BOOST_TEST(state(vendor) == "confirmed 1/0/0");
  BOOST_TEST(state(partner) == "waitlisted 0/0/1");
  cancel(vendor);
  BOOST_TEST(state(partner) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(small_groups_go_ahead_until_the_large_one_has_waited_long) {
  limit("participants", 3);
  rules(R"("waitlist": {"order": "skip_ahead", "ageing_hours": 24})");
  const auto in = enter(2);
  const auto large = enter_other(3, "all_or_nothing");
  BOOST_TEST(told(enter_other(1)) == "confirmed 1/0/0");  // one place is free, and the large group cannot take it
  rules(R"("waitlist": {"order": "skip_ahead", "ageing_hours": 0})");  // now it has waited long
  cancel(in);
  BOOST_TEST(outcome(enter_other(1)) == "409 waitlist_not_empty");
  BOOST_TEST(state(large) == "waitlisted 0/0/3");
}

BOOST_AUTO_TEST_SUITE_END()
