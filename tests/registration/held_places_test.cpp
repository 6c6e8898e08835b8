// Places that are held: holds, offers, approval, and what ends by itself.
#include "tests/registration/terms_fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

constexpr auto all_or_nothing = WaitlistPolicy::all_or_nothing;
constexpr auto partial = WaitlistPolicy::partial;

struct HeldFixture : TermsFixture {
  void offers(int hours = 48) {
    rules.promotion = events::PromotionMode::offer;
    rules.offer_hours = hours;
    put_rules();
  }
  void approvals() {
    rules.needs_approval = true;
    put_rules();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(held_places, HeldFixture)

BOOST_AUTO_TEST_CASE(a_hold_takes_places_and_becomes_a_registration) {
  limit({{"participants", 3, 0}});
  const auto made = hold(company, 2).value();
  BOOST_TEST(told(made) == "held 0/2/0 hold");
  BOOST_TEST(heads_of(made) == "held, held");
  BOOST_TEST((*made.held_until == now + boost::posix_time::minutes(10)));
  BOOST_TEST(pool("participants") == "0/2/0 of 3");
  BOOST_TEST(pool("companies") == "0/1/0");
  BOOST_TEST(refusal(enter(2)) == "capacity_exceeded");
  BOOST_TEST(refusal(scan(made.participants[0].ticket_code)) == "held");
  observer.take();
  BOOST_TEST(done(held.confirm(call(), made.id)) == "confirmed 2/0/0");
  BOOST_TEST(observer.take() == 1);
  BOOST_TEST(pool("participants") == "2/0/0 of 3");
  BOOST_TEST(pool("companies") == "1/0/0");
  BOOST_TEST(refusal(scan(made.participants[0].ticket_code)) == "none");
  BOOST_TEST(refusal(held.confirm(call(), made.id)) == "not_held");
  BOOST_TEST(trail(made.id.uuid) == "created confirmed");
  minutes_pass(60);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(now_is(made.id) == "confirmed 2/0/0");
}

BOOST_AUTO_TEST_CASE(a_hold_ends_at_its_time_and_who_waits_gets_the_places) {
  limit({{"participants", 3, 0}});
  const auto made = hold(company, 2, 5).value();
  const auto waiting = enter(3, partial).value();
  BOOST_TEST(told(waiting) == "partly_confirmed 1/0/2");
  now = *made.held_until - boost::posix_time::microseconds(1);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(now_is(made.id) == "held 0/2/0 hold");
  now = *made.held_until;
  BOOST_TEST(refusal(held.confirm(call(), made.id)) == "hold_expired");
  observer.take();
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(observer.take() == 1);
  BOOST_TEST(now_is(made.id) == "cancelled 0/0/0");
  BOOST_TEST(read(made.id).reason.value() == "hold expired");
  BOOST_TEST(now_is(waiting.id) == "confirmed 3/0/0");
  BOOST_TEST(trail(made.id.uuid) == "created expired");
  BOOST_TEST(trail(waiting.id.uuid) == "created promoted");
  BOOST_TEST(refusal(held.confirm(call(), made.id)) == "hold_expired");
}

BOOST_AUTO_TEST_CASE(a_hold_may_be_given_up_before_its_time) {
  limit({{"participants", 2, 0}});
  const auto made = hold(company, 2).value();
  const auto waiting = enter(2, all_or_nothing).value();
  BOOST_TEST(done(service.cancel(call(), made.id)) == "cancelled 0/0/0");
  BOOST_TEST(now_is(waiting.id) == "confirmed 2/0/0");
  minutes_pass(60);
  BOOST_TEST(sweep() == 0U);
}

BOOST_AUTO_TEST_CASE(a_hold_that_finds_no_places_does_not_wait) {
  rules.waitlist_policy = events::DefaultPolicy::partial;
  put_rules();
  limit({{"participants", 1, 0}});
  BOOST_TEST(refusal(hold(company, 2)) == "capacity_exceeded");
  BOOST_TEST(pool("participants") == "0/0/0 of 1");
}

// Found here: heads that were added to a hold could wait, got a confirmed place by promotion, and were lost with the hold.
BOOST_AUTO_TEST_CASE(heads_that_are_added_to_a_hold_are_held_with_it_or_refused) {
  limit({{"participants", 3, 0}});
  const auto made = hold(company, 1).value();
  registration::MoreHeads more;
  more.headcount = 1;
  more.waitlist = partial;
  BOOST_TEST(done(head_service.add(call(), made.id, more)) == "held 0/2/0 hold");
  more.headcount = 2;
  BOOST_TEST(refusal(head_service.add(call(), made.id, more)) == "capacity_exceeded");
  now = *made.held_until;
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(heads_of(read(made.id)) == "cancelled, cancelled");
}

BOOST_AUTO_TEST_CASE(a_company_holds_no_more_heads_than_its_limit) {
  rules.max_held_heads_per_company = 3;
  put_rules();
  const auto made = hold(company, 2).value();
  const auto refused = hold(company, 2);
  BOOST_TEST(refusal(refused) == "hold_limit");
  BOOST_TEST(detail(refused) == "The company may hold 1 more places of this event, 2 were asked for.");
  BOOST_TEST(refusal(hold(make_company("Firma"), 2)) == "none");
  BOOST_TEST(refusal(enter(company, 9)) == "none");
  BOOST_REQUIRE(held.confirm(call(), made.id));
  BOOST_TEST(refusal(hold(company, 3)) == "none");
}

BOOST_AUTO_TEST_CASE(a_company_sees_and_confirms_its_own_holds_alone) {
  const auto made = hold(company, 1).value();
  BOOST_TEST(refusal(held.confirm(caller_of(make_company("Firma")), made.id)) == "not_found");
  BOOST_TEST(refusal(held.confirm(call_of(other), made.id)) == "not_found");
  BOOST_TEST(done(held.confirm(caller_of(company), made.id)) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(nothing_is_confirmed_for_an_event_that_is_over) {
  const auto made = hold(company, 1).value();
  set_status(event, events::EventStatus::closed);
  set_status(event, events::EventStatus::completed);
  BOOST_TEST(refusal(held.confirm(call(), made.id)) == "event_not_open");
  now = *made.held_until;
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(now_is(made.id) == "cancelled 0/0/0");
}

BOOST_AUTO_TEST_CASE(a_cancelled_event_holds_nothing) {
  approvals();
  const auto pending = enter(1).value();
  const auto made = hold(company, 1).value();
  set_status(event, events::EventStatus::cancelled);
  BOOST_TEST(now_is(made.id) == "cancelled 0/0/0");
  BOOST_TEST(refusal(held.confirm(call(), made.id)) == "not_held");
  BOOST_TEST(refusal(held.approve(call(), pending.id)) == "not_pending");
  BOOST_TEST(refusal(held.decline(call(), pending.id, {})) == "not_pending");
  minutes_pass(60);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(pool("participants") == "0/0/0");
}

BOOST_AUTO_TEST_CASE(many_are_due_and_no_more_than_asked_for_are_ended_at_once) {
  for (int i = 0; i < 5; ++i) BOOST_REQUIRE(hold(company, 1, 5 - i));
  minutes_pass(60);
  BOOST_TEST(held.end_what_is_due(now, 2) == 2U);
  BOOST_TEST(pool("participants") == "0/3/0");
  BOOST_TEST(sweep() == 3U);
  BOOST_TEST(pool("participants") == "0/0/0");
}

BOOST_AUTO_TEST_CASE(a_place_that_became_free_is_offered_and_accepted) {
  limit({{"participants", 2, 0}});
  offers(5);
  const auto there = enter(2).value();
  const auto waiting = enter(company, 2, all_or_nothing).value();
  BOOST_TEST(told(waiting) == "waitlisted 0/0/2");
  observer.take();
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(now_is(waiting.id) == "held 0/2/0 offer");
  BOOST_TEST((*read(waiting.id).held_until == now + boost::posix_time::hours(5)));
  BOOST_TEST(trail(waiting.id.uuid) == "created offered");
  BOOST_TEST(refusal(enter(1)) == "capacity_exceeded");
  BOOST_TEST(done(held.confirm(caller_of(company), waiting.id)) == "confirmed 2/0/0");
  BOOST_TEST(trail(waiting.id.uuid) == "created offered confirmed");
}

BOOST_AUTO_TEST_CASE(an_offer_that_is_not_accepted_goes_to_the_next) {
  limit({{"participants", 2, 0}});
  offers(1);
  const auto there = enter(2).value();
  const auto first = enter(2, all_or_nothing).value();
  const auto second = enter(1, all_or_nothing).value();
  const auto third = enter(1, all_or_nothing).value();
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(now_is(first.id) == "held 0/2/0 offer");
  BOOST_TEST(now_is(second.id) == "waitlisted 0/0/1");
  minutes_pass(60);
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(now_is(first.id) == "cancelled 0/0/0");
  BOOST_TEST(read(first.id).reason.value() == "offer expired");
  BOOST_TEST(now_is(second.id) == "held 0/1/0 offer");
  // Declined: the next one's offer stays, and nobody is left to get the place.
  BOOST_TEST(done(held.leave_waitlist(call(), second.id)) == "cancelled 0/0/0");
  BOOST_TEST(read(second.id).reason.value() == "left the waiting list");
  BOOST_TEST(now_is(third.id) == "held 0/1/0 offer");
  BOOST_TEST(pool("participants") == "0/1/0 of 2");
  BOOST_TEST(trail(second.id.uuid) == "created offered left_waitlist");
}

BOOST_AUTO_TEST_CASE(who_has_a_part_is_offered_the_rest_and_keeps_what_it_has) {
  limit({{"participants", 3, 0}});
  offers(1);
  const auto there = enter(2).value();
  const auto waiting = enter(company, 3, partial).value();
  BOOST_TEST(told(waiting) == "partly_confirmed 1/0/2");
  BOOST_REQUIRE(service.cancel(call(), there.id, {.heads = {there.participants[0].id}}));
  BOOST_TEST(now_is(waiting.id) == "partly_confirmed 1/1/1 offer");
  BOOST_TEST(heads_of(read(waiting.id)) == "confirmed, held, waitlisted");
  minutes_pass(60);
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(now_is(waiting.id) == "confirmed 1/0/0");
  BOOST_TEST(heads_of(read(waiting.id)) == "confirmed, cancelled, cancelled");
  BOOST_TEST(pool("participants") == "2/0/0 of 3");
}

// Found here: what was named beside the heads was kept when the last head went with its offer.
BOOST_AUTO_TEST_CASE(with_the_last_head_goes_what_was_named_for_it) {
  limit({{"participants", 2, 0}});
  offers(1);
  const auto there = enter(1).value();
  const auto waiting = enter(company, 2, partial, 1).value();
  BOOST_TEST(told(waiting) == "partly_confirmed 1/0/1 hotel_rooms 1/0/0");
  BOOST_REQUIRE(service.cancel(call(), waiting.id, {.heads = {waiting.participants[0].id}}));
  BOOST_TEST(now_is(waiting.id) == "held 0/1/0 hotel_rooms 1/0/0 offer");
  minutes_pass(60);
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(now_is(waiting.id) == "cancelled 0/0/0 hotel_rooms 0/0/0");
  BOOST_TEST(pool("hotel_rooms") == "0/0/0");
  BOOST_TEST(now_is(there.id) == "confirmed 1/0/0");
}

// Found here: it came back without the rooms that it had asked for.
BOOST_AUTO_TEST_CASE(who_left_the_list_comes_back_with_all_that_it_asked_for) {
  limit({{"participants", 1, 0}});
  const auto there = enter(1).value();
  const auto waiting = enter(company, 1, all_or_nothing, 2).value();
  BOOST_TEST(done(held.leave_waitlist(call(), waiting.id)) == "cancelled 0/0/0 hotel_rooms 0/0/0");
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(done(returns.reinstate(call(), waiting.id, WaitlistPolicy::none)) == "confirmed 1/0/0 hotel_rooms 2/0/0");
}

BOOST_AUTO_TEST_CASE(who_leaves_the_list_in_part_keeps_what_is_confirmed_and_makes_way) {
  limit({{"participants", 3, 0}});
  const auto there = enter(2).value();
  const auto first = enter(company, 2, partial).value();
  const auto second = enter(1, all_or_nothing).value();
  BOOST_TEST(done(held.leave_waitlist(call(), first.id)) == "confirmed 1/0/0");
  BOOST_TEST(heads_of(read(first.id)) == "confirmed, cancelled");
  BOOST_TEST(refusal(held.leave_waitlist(call(), first.id)) == "not_waiting");
  BOOST_TEST(refusal(held.leave_waitlist(call(), there.id)) == "not_waiting");
  BOOST_REQUIRE(service.cancel(call(), there.id, {.heads = {there.participants[0].id}}));
  BOOST_TEST(now_is(second.id) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(who_leaves_makes_way_for_who_was_behind_it) {
  limit({{"participants", 3, 0}});
  BOOST_REQUIRE(enter(1));
  const auto large = enter(3, all_or_nothing).value();
  const auto small = enter(2, all_or_nothing).value();
  BOOST_TEST(told(small) == "waitlisted 0/0/2");
  BOOST_REQUIRE(held.leave_waitlist(call(), large.id));
  BOOST_TEST(now_is(small.id) == "confirmed 2/0/0");
}

BOOST_AUTO_TEST_CASE(what_is_to_be_approved_is_held_until_somebody_decides) {
  approvals();
  limit({{"participants", 3, 0}});
  const auto first = enter(company, 2).value();
  BOOST_TEST(told(first) == "held 0/2/0 approval pending");
  BOOST_TEST(!first.held_until);
  const auto second = enter(2, all_or_nothing).value();
  BOOST_TEST(told(second) == "waitlisted 0/0/2 pending");
  minutes_pass(60 * 24 * 30);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(refusal(held.confirm(call(), first.id)) == "not_held");
  BOOST_TEST(refusal(scan(first.participants[0].ticket_code)) == "held");
  BOOST_TEST(done(held.decline(call(), first.id, "too late")) == "cancelled 0/0/0 declined");
  BOOST_TEST(read(first.id).reason.value() == "too late");
  // The next one has its places, and is still to be approved.
  BOOST_TEST(now_is(second.id) == "held 0/2/0 approval pending");
  BOOST_TEST(done(held.approve(call(), second.id)) == "confirmed 2/0/0 approved");
  BOOST_TEST(refusal(held.approve(call(), second.id)) == "not_pending");
  BOOST_TEST(refusal(held.decline(call(), second.id, {})) == "not_pending");
  BOOST_TEST(trail(first.id.uuid) == "created declined");
  BOOST_TEST(trail(second.id.uuid) == "created offered approved");
}

BOOST_AUTO_TEST_CASE(who_was_approved_while_it_waited_is_confirmed_by_promotion) {
  approvals();
  limit({{"participants", 2, 0}});
  const auto there = enter(2).value();
  const auto waiting = enter(company, 2, partial).value();
  BOOST_TEST(done(held.approve(call(), waiting.id)) == "waitlisted 0/0/2 approved");
  BOOST_REQUIRE(service.cancel(call(), there.id, {.heads = {there.participants[0].id}}));
  BOOST_TEST(now_is(waiting.id) == "partly_confirmed 1/0/1 approved");
}

BOOST_AUTO_TEST_CASE(a_hold_of_an_event_that_approves_is_confirmed_and_then_approved) {
  approvals();
  const auto made = hold(company, 2).value();
  BOOST_TEST(told(made) == "held 0/2/0 hold");
  BOOST_TEST(refusal(held.approve(call(), made.id)) == "not_pending");
  BOOST_TEST(done(held.confirm(call(), made.id)) == "held 0/2/0 approval pending");
  minutes_pass(60);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(done(held.approve(call(), made.id)) == "confirmed 2/0/0 approved");
}

// Found here: what was cancelled while it was to be approved became confirmed, without heads, when it was approved.
BOOST_AUTO_TEST_CASE(what_is_cancelled_is_not_approved_or_declined_any_more) {
  approvals();
  const auto made = enter(company, 1).value();
  BOOST_REQUIRE(service.cancel(call(), made.id));
  BOOST_TEST(refusal(held.approve(call(), made.id)) == "not_pending");
  BOOST_TEST(refusal(held.decline(call(), made.id, {})) == "not_pending");
  BOOST_TEST(read(made.id).version == 2);
}

// Found here: a decline took the places that had been confirmed before the event asked for approval, with who was inside.
BOOST_AUTO_TEST_CASE(a_decline_takes_what_was_to_be_approved_alone) {
  limit({{"participants", 3, 0}});
  const auto there = enter(2).value();
  const auto made = enter(company, 3, partial).value();
  BOOST_TEST(told(made) == "partly_confirmed 1/0/2");
  BOOST_REQUIRE(scan(made.participants[0].ticket_code));
  approvals();
  BOOST_REQUIRE(service.cancel(call(), there.id, {.heads = {there.participants[0].id}}));
  BOOST_TEST(now_is(made.id) == "partly_confirmed 1/1/1 approval pending");
  BOOST_TEST(done(held.decline(call(), made.id, "no more")) == "confirmed 1/0/0 declined");
  BOOST_TEST(heads_of(read(made.id)) == "confirmed, cancelled, cancelled");
}

// Found here: the time of the offer went on, and took everything when it was over.
BOOST_AUTO_TEST_CASE(an_offer_that_has_to_be_approved_meanwhile_ends_no_more_by_itself) {
  limit({{"participants", 3, 0}});
  offers(1);
  const auto there = enter(2).value();
  const auto waiting = enter(company, 3, partial).value();
  BOOST_REQUIRE(service.cancel(call(), there.id, {.heads = {there.participants[0].id}}));
  BOOST_TEST(now_is(waiting.id) == "partly_confirmed 1/1/1 offer");
  approvals();
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(now_is(waiting.id) == "partly_confirmed 1/2/0 approval pending");
  minutes_pass(120);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(done(held.approve(call(), waiting.id)) == "confirmed 3/0/0 approved");
}

// Found in review: a company could keep places for a whole day whatever the rules said.
BOOST_AUTO_TEST_CASE(a_company_holds_no_longer_than_the_rules_say) {
  rules.hold_minutes = 15;
  put_rules();
  auto wish = group(company, 1);
  wish.waitlist.reset();
  wish.hold = true;
  wish.hold_minutes = 16;
  later(1);
  BOOST_TEST(refusal(service.register_group(caller_of(company), event, wish)) ==
             "validation_failed /minutes:out_of_range");
  BOOST_TEST(told(ask(wish).value()) == "held 0/1/0 hold");
  wish.hold_minutes = 15;
  later(1);
  BOOST_TEST(told(service.register_group(caller_of(company), event, wish).value()) == "held 0/1/0 hold");
}

BOOST_AUTO_TEST_CASE(nothing_is_approved_once_the_event_is_over) {
  approvals();
  const auto made = ask(group(company, 1)).value();
  set_status(event, events::EventStatus::completed);
  BOOST_TEST(refusal(held.approve(call(), made.id)) == "event_completed");
  BOOST_TEST(held.decline(call(), made.id, {}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
