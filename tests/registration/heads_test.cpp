// Heads that come or go one by one: delegates, more heads, some heads cancelled, names until a deadline.
#include "tests/registration/terms_fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

constexpr auto all_or_nothing = WaitlistPolicy::all_or_nothing;
constexpr auto partial = WaitlistPolicy::partial;

registration::MoreHeads more(std::int64_t heads, std::optional<WaitlistPolicy> waitlist = {}) {
  registration::MoreHeads made;
  made.headcount = heads;
  made.waitlist = waitlist;
  return made;
}

struct HeadsFixture : TermsFixture {
  core::Result<Registration> replace(const Registration& of, std::size_t head, const Naming& by) {
    later(1);
    return head_service.replace(call(), of.id, of.participants[head].id, by);
  }
  core::Result<Registration> add(const Registration& to, const registration::MoreHeads& heads) {
    later(1);
    return head_service.add(call(), to.id, heads);
  }
  core::Result<Registration> cancel(const Registration& of, const std::vector<std::size_t>& heads,
                                    bool waive_fee = false) {
    later(1);
    registration::Cancellation wish;
    for (const auto head : heads) wish.heads.push_back(of.participants[head].id);
    wish.waive_fee = waive_fee;
    return service.cancel(call(), of.id, wish);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(heads, HeadsFixture)

BOOST_AUTO_TEST_CASE(a_delegate_comes_with_a_ticket_of_his_own_and_the_old_one_is_void) {
  const auto person = make_person(company, "Müller");
  auto wish = group(company, 2);
  wish.participants = {naming("Alt"), naming("Bleibt")};
  const auto made = ask(wish).value();
  const auto after = replace(made, 0, naming(person)).value();
  BOOST_TEST(done(after) == "confirmed 2/0/0");
  BOOST_TEST(heads_of(after) == "cancelled, confirmed, confirmed");
  const auto& delegate = after.participants[2];
  BOOST_TEST(delegate.attendee->family_name == "Müller");
  BOOST_TEST((delegate.replaces == made.participants[0].id));
  BOOST_TEST((after.participants[0].left_at == now));
  BOOST_TEST(delegate.ticket_code != made.participants[0].ticket_code);
  const auto stored = read(made.id);
  BOOST_TEST((stored.participants[2].person == person));
  BOOST_TEST((stored.participants[2].replaces == made.participants[0].id));
  BOOST_TEST((stored.participants[0].left_at == now));
  BOOST_TEST(stored.participants[0].attendee->family_name == "Alt");
  BOOST_TEST(refusal(scan(made.participants[0].ticket_code)) == "cancelled");
  BOOST_TEST(refusal(scan(delegate.ticket_code)) == "none");
  BOOST_TEST(pool("participants") == "2/0/0");
  BOOST_TEST(trail(made.id.uuid) == "created delegate_replaced");
}

BOOST_AUTO_TEST_CASE(a_delegate_may_be_replaced_again_and_may_be_the_first_one) {
  const auto person = make_person(company);
  auto wish = group(company, 1);
  wish.participants = {naming(person)};
  const auto made = ask(wish).value();
  const auto second = replace(made, 0, naming("Zweite")).value();
  BOOST_TEST(refusal(replace(second, 0, naming("Dritte"))) == "cancelled");
  BOOST_TEST(done(replace(second, 1, naming(person))) == "confirmed 1/0/0");
  BOOST_TEST(heads_of(read(made.id)) == "cancelled, cancelled, confirmed");
  // By himself: a new ticket for one that was lost.
  BOOST_TEST(done(replace(read(made.id), 2, naming(person))) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(who_was_let_in_is_not_replaced) {
  const auto made = enter(company, 2).value();
  BOOST_REQUIRE(scan(made.participants[0].ticket_code));
  BOOST_TEST(refusal(replace(made, 0, naming("Neu"))) == "participants_checked_in");
  BOOST_TEST(refusal(replace(made, 1, naming("Neu"))) == "none");
}

BOOST_AUTO_TEST_CASE(a_delegate_takes_the_state_of_who_he_replaces) {
  limit({{"participants", 1, 0}});
  const auto held_one = hold(company, 1).value();
  const auto waiting = enter(1, all_or_nothing).value();
  BOOST_TEST(done(replace(held_one, 0, naming("Neu"))) == "held 0/1/0 hold");
  BOOST_TEST(done(replace(waiting, 0, naming("Neu"))) == "waitlisted 0/0/1");
  BOOST_REQUIRE(service.cancel(call(), held_one.id));
  BOOST_TEST(heads_of(read(waiting.id)) == "cancelled, confirmed");
}

BOOST_AUTO_TEST_CASE(a_delegate_is_refused_for_what_is_wrong_with_him) {
  const auto stranger = make_person(make_company("Firma"));
  const auto person = make_person(company);
  auto wish = group(company, 2);
  wish.participants = {naming(person)};
  const auto made = ask(wish).value();
  BOOST_TEST(refusal(replace(made, 1, naming(stranger))) == "validation_failed /person_id:person_of_other_company");
  BOOST_TEST(refusal(replace(made, 1, naming(person))) == "validation_failed /person_id:person_named_twice");
  BOOST_TEST(refusal(replace(made, 1, Naming{})) ==
             "validation_failed /given_name:required /family_name:required /email:required");
  BOOST_TEST(refusal(head_service.replace(call(), made.id, core::ParticipantId::make(now), naming("Neu"))) ==
             "not_found");
  BOOST_TEST(refusal(head_service.replace(caller_of(make_company("Firma")), made.id, made.participants[1].id,
                                          naming("Neu"))) == "not_found");
  const auto elsewhere = ask(group(company, 1)).value();
  BOOST_TEST(refusal(replace(elsewhere, 0, naming(person))) ==
             "validation_failed /person_id:person_already_registered");
  BOOST_TEST(read(made.id).version == 1);
  BOOST_REQUIRE(service.cancel(call(), made.id));
  BOOST_TEST(refusal(replace(made, 1, naming("Neu"))) == "already_cancelled");
}

BOOST_AUTO_TEST_CASE(companies_name_and_swap_until_the_deadline_and_staff_after_it) {
  rules.naming_deadline = now + boost::posix_time::hours(1);
  put_rules();
  const auto made = enter(company, 2).value();
  const auto& head = made.participants[0].id;
  now = *rules.naming_deadline - boost::posix_time::microseconds(1);
  BOOST_TEST(refusal(service.name_participant(caller_of(company), made.id, head, naming("Erste"), {})) == "none");
  BOOST_TEST(refusal(head_service.replace(caller_of(company), made.id, head, naming("Zweite"))) == "none");
  now = *rules.naming_deadline;
  const auto& other_head = made.participants[1].id;
  BOOST_TEST(refusal(service.name_participant(caller_of(company), made.id, other_head, naming("Dritte"), {})) ==
             "naming_closed");
  BOOST_TEST(refusal(head_service.replace(caller_of(company), made.id, other_head, naming("Vierte"))) ==
             "naming_closed");
  BOOST_TEST(refusal(service.name_participant(call(), made.id, other_head, naming("Fünfte"), {})) == "none");
  BOOST_TEST(refusal(head_service.replace(call(), made.id, other_head, naming("Sechste"))) == "none");
}

BOOST_AUTO_TEST_CASE(more_heads_are_taken_like_a_new_registration) {
  limit({{"participants", 4, 0}});
  const auto made = enter(company, 2).value();
  observer.take();
  auto heads = more(2);
  heads.participants = {naming("Neu")};
  BOOST_TEST(done(add(made, heads)) == "confirmed 4/0/0");
  BOOST_TEST(observer.take() == 1);
  const auto stored = read(made.id);
  BOOST_TEST(heads_of(stored) == "confirmed, confirmed, confirmed, confirmed");
  BOOST_TEST(stored.participants[2].attendee->family_name == "Neu");
  BOOST_TEST(!stored.participants[3].attendee);
  BOOST_TEST(refusal(add(made, more(1))) == "capacity_exceeded");
  BOOST_TEST(done(add(made, more(2, partial))) == "partly_confirmed 4/0/2");
  BOOST_TEST(refusal(add(made, more(1))) == "still_waiting");
  BOOST_TEST(trail(made.id.uuid) == "created heads_added heads_added");
}

BOOST_AUTO_TEST_CASE(added_heads_wait_behind_who_waits_already) {
  limit({{"participants", 3, 0}});
  const auto made = enter(company, 2).value();
  const auto there = enter(1).value();
  const auto first = enter(1, all_or_nothing).value();
  BOOST_TEST(done(add(made, more(1, all_or_nothing))) == "partly_confirmed 2/0/1");
  const auto third = enter(1, all_or_nothing).value();
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(now_is(first.id) == "confirmed 1/0/0");
  BOOST_REQUIRE(service.cancel(call(), first.id));
  BOOST_TEST(now_is(made.id) == "confirmed 3/0/0");
  BOOST_TEST(now_is(third.id) == "waitlisted 0/0/1");
}

BOOST_AUTO_TEST_CASE(added_heads_obey_the_terms_of_their_category) {
  auto vip = category("vip", 3);
  vip.pools["dinner"] = 2;
  vip.sale_until = now + boost::posix_time::hours(1);
  limit({{"dinner", 6, 0}});
  put(std::vector{vip});
  rules.max_heads_per_company = 4;
  put_rules();
  const auto made = ask(in_category(group(company, 1), "vip")).value();
  BOOST_TEST(done(add(made, more(1))) == "confirmed 2/0/0 category.vip 2/0/0 dinner 4/0/0");
  BOOST_TEST(refusal(add(made, more(2))) == "capacity_exceeded");
  BOOST_TEST(refusal(add(made, more(3))) == "company_limit");
  minutes_pass(60);
  BOOST_TEST(refusal(add(made, more(1))) == "not_on_sale");
  BOOST_TEST(pool("dinner") == "4/0/0 of 6");
  BOOST_TEST(pool("category.vip") == "2/0/0 of 3");
}

BOOST_AUTO_TEST_CASE(a_registration_has_no_more_heads_than_its_limit_with_those_who_left) {
  const auto made = enter(company, 499).value();
  BOOST_TEST(refusal(add(made, more(2))) == "too_many_heads");
  BOOST_REQUIRE(replace(made, 0, naming("Neu")));
  BOOST_TEST(refusal(add(made, more(1))) == "too_many_heads");
  BOOST_TEST(refusal(replace(made, 1, naming("Neu"))) == "too_many_heads");
}

BOOST_AUTO_TEST_CASE(heads_are_added_while_the_event_is_open) {
  const auto made = enter(company, 1).value();
  BOOST_TEST(refusal(head_service.add(caller_of(make_company("Firma")), made.id, more(1))) == "not_found");
  BOOST_TEST(refusal(add(made, more(0))) == "validation_failed /headcount:out_of_range");
  set_status(event, events::EventStatus::closed);
  BOOST_TEST(refusal(add(made, more(1))) == "event_not_open");
  set_status(event, events::EventStatus::completed);
  BOOST_TEST(refusal(add(made, more(1))) == "event_completed");
  set_status(event, events::EventStatus::closed);
  BOOST_REQUIRE(service.cancel(call(), made.id));
  BOOST_TEST(refusal(add(made, more(1))) == "already_cancelled");
}

BOOST_AUTO_TEST_CASE(some_heads_are_cancelled_with_what_they_took) {
  auto vip = category("vip", 3);
  vip.pools["dinner"] = 2;
  limit({{"participants", 3, 0}, {"dinner", 7, 0}});
  put(std::vector{vip});
  auto wish = in_category(group(company, 3), "vip");
  wish.pools["dinner"] = 1;
  const auto made = ask(wish).value();
  BOOST_TEST(told(made) == "confirmed 3/0/0 category.vip 3/0/0 dinner 7/0/0");
  const auto waiting = ask(in_category(group(make_company("Firma"), 1, all_or_nothing), "vip")).value();
  BOOST_TEST(done(cancel(made, {1})) == "confirmed 2/0/0 category.vip 2/0/0 dinner 5/0/0");
  BOOST_TEST(now_is(waiting.id) == "confirmed 1/0/0 category.vip 1/0/0 dinner 2/0/0");
  BOOST_TEST(heads_of(read(made.id)) == "confirmed, cancelled, confirmed");
  BOOST_TEST(refusal(cancel(made, {1, 0})) == "validation_failed /participant_ids/0:reference_not_found");
  BOOST_TEST(done(cancel(made, {0, 2})) == "cancelled 0/0/0 category.vip 0/0/0 dinner 0/0/0");
  BOOST_TEST(trail(made.id.uuid) == "created heads_cancelled cancelled");
}

BOOST_AUTO_TEST_CASE(a_head_that_came_stays_and_the_others_may_go) {
  const auto made = enter(company, 2).value();
  BOOST_REQUIRE(scan(made.participants[0].ticket_code));
  BOOST_TEST(refusal(cancel(made, {0})) == "participants_checked_in");
  BOOST_TEST(done(cancel(made, {1})) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(a_cancellation_costs_from_its_date_on_what_the_event_says) {
  auto vip = category("vip");
  vip.price = events::Price{.net = 10'001, .currency = "EUR"};
  put(std::vector{vip, category("free")});
  rules.free_cancellation_until = now + boost::posix_time::hours(1);
  rules.cancellation_fee_bp = 5'000;
  put_rules();
  const auto register_three = [&](const std::string& in) { return ask(in_category(group(company, 3), in)).value(); };
  const auto early = register_three("vip");
  const auto late = register_three("vip");
  const auto waived = register_three("vip");
  const auto priceless = register_three("free");
  BOOST_TEST(early.price->net.net == 10'001);
  now = *rules.free_cancellation_until - boost::posix_time::seconds(1);
  BOOST_TEST(service.cancel(call(), early.id).value().fee_net == 0);
  BOOST_TEST(cancel(late, {0}).value().fee_net == 5'001);  // half of 100.01 is 50.005
  BOOST_TEST(cancel(late, {1, 2}).value().fee_net == 5'001 + 10'001);
  BOOST_TEST(read(late.id).fee_net == 15'002);
  BOOST_TEST(cancel(waived, {0, 1, 2}, true).value().fee_net == 0);
  BOOST_TEST(service.cancel(call(), priceless.id).value().fee_net == 0);
  auto by_company = registration::Cancellation{};
  by_company.waive_fee = true;
  BOOST_TEST(refusal(service.cancel(caller_of(company), late.id, by_company)) == "forbidden");
  // Prices are what they were.
  vip.price->net = 1;
  const auto kept = register_three("vip");
  put(std::vector{vip, category("free")});
  BOOST_TEST(service.cancel(call(), kept.id).value().fee_net == 15'002);
}

BOOST_AUTO_TEST_CASE(who_waits_or_was_not_yet_confirmed_pays_no_fee) {
  auto vip = category("vip");
  vip.price = events::Price{.net = 10'000, .currency = "EUR"};
  put(std::vector{vip});
  rules.free_cancellation_until = now;
  rules.cancellation_fee_bp = 10'000;
  put_rules();
  limit({{"participants", 3, 0}});
  BOOST_REQUIRE(ask(in_category(group(make_company("Firma"), 1), "vip")));
  const auto made = ask(in_category(group(company, 3, partial), "vip")).value();
  BOOST_TEST(told(made) == "partly_confirmed 2/0/1 category.vip 2/0/1");
  BOOST_TEST(cancel(made, {2}).value().fee_net == 0);
  BOOST_TEST(done(cancel(made, {0})) == "confirmed 1/0/0 category.vip 1/0/0");
  BOOST_TEST(read(made.id).fee_net == 10'000);
  BOOST_REQUIRE(service.cancel(call(), made.id));
  BOOST_TEST(read(made.id).fee_net == 20'000);
}

// Found here: a category that came after its registrations counted their heads only when they left, or were promoted.
BOOST_AUTO_TEST_CASE(registrations_that_are_older_than_their_category_are_served_and_cancelled) {
  limit({{"participants", 3, 0}});
  const auto there = ask(in_category(group(company, 2), "vip")).value();
  const auto waiting = ask(in_category(group(make_company("Firma"), 2, all_or_nothing), "vip")).value();
  auto vip = category("vip", 5);
  vip.pools["dinner"] = 1;
  put(std::vector{vip});
  BOOST_TEST(done(add(there, more(1, all_or_nothing))) == "partly_confirmed 2/0/1 category.vip 0/0/1 dinner 0/0/1");
  BOOST_TEST(done(cancel(there, {0})) == "partly_confirmed 1/0/1 category.vip 0/0/1 dinner 0/0/1");
  BOOST_TEST(now_is(waiting.id) == "confirmed 2/0/0");
  BOOST_REQUIRE(service.cancel(call(), waiting.id));
  BOOST_TEST(now_is(there.id) == "confirmed 2/0/0 category.vip 1/0/0 dinner 1/0/0");
  BOOST_TEST(done(cancel(there, {1})) == "confirmed 1/0/0 category.vip 1/0/0 dinner 1/0/0");
  BOOST_TEST(done(cancel(read(there.id), {2})) == "cancelled 0/0/0 category.vip 0/0/0 dinner 0/0/0");
}

// Found in review: heads added to an approved registration were confirmed at once.
BOOST_AUTO_TEST_CASE(added_heads_ask_for_approval_and_those_before_stay_confirmed) {
  rules.needs_approval = true;
  put_rules();
  const auto made = ask(group(company, 1)).value();
  BOOST_REQUIRE(held.approve(call(), made.id));
  BOOST_TEST(done(add(made, more(4))) == "partly_confirmed 1/4/0 approval pending");
  BOOST_TEST(pool("participants") == "1/4/0");
  BOOST_TEST(done(held.decline(call(), made.id, "Zu viele")) == "confirmed 1/0/0 declined");
  BOOST_TEST(done(add(made, more(2))) == "partly_confirmed 1/2/0 approval pending");
  BOOST_TEST(done(held.approve(call(), made.id)) == "confirmed 3/0/0 approved");
}

BOOST_AUTO_TEST_CASE(who_is_added_to_an_offer_is_not_approved_with_it) {
  rules.promotion = events::PromotionMode::offer;
  put_rules();
  limit({{"participants", 2, 0}});
  const auto first = ask(group(company, 2)).value();
  const auto waits = ask(group(make_company("Firma"), 1, all_or_nothing)).value();
  BOOST_REQUIRE(service.cancel(call(), first.id));
  BOOST_TEST(now_is(waits.id) == "held 0/1/0 offer");
  rules.needs_approval = true;
  put_rules();
  BOOST_TEST(refusal(add(waits, more(1))) == "still_waiting");
}

// Found in review: a head could be given to somebody else after it had come.
BOOST_AUTO_TEST_CASE(a_ticket_with_which_somebody_came_gets_nobody_else) {
  auto wish = group(company, 2);
  wish.participants = {naming("Alt"), naming("Bleibt")};
  const auto made = ask(wish).value();
  const auto rename = [&](const access::Call& caller, std::size_t head, const Naming& name) {
    later(1);
    auto at = caller;
    at.now = now;
    return refusal(service.name_participant(at, made.id, made.participants[head].id, name, {}));
  };
  BOOST_REQUIRE(scan(made.participants[0].ticket_code));
  BOOST_TEST(rename(caller_of(company), 0, naming("Neu")) == "participants_checked_in");
  BOOST_TEST(rename(caller_of(company), 1, naming("Neu")) == "none");
  BOOST_TEST(rename(call(), 0, naming(make_person(company))) == "participants_checked_in");
  BOOST_TEST(rename(call(), 0, naming("Alt-Müller")) == "none");  // staff corrects how he is written
  set_status(event, events::EventStatus::completed);
  BOOST_TEST(rename(caller_of(company), 1, naming("Später")) == "event_completed");
  BOOST_TEST(rename(call(), 1, naming(make_person(company))) == "event_completed");
  BOOST_TEST(rename(call(), 1, naming("Richtig")) == "none");
}

// Found in review: the answer showed it as it was before it was served itself.
BOOST_AUTO_TEST_CASE(a_group_that_fits_once_it_is_smaller_is_answered_as_it_is_then) {
  limit({{"participants", 5, 0}});
  BOOST_REQUIRE(enter(2));
  const auto waits = ask(group(company, 5, all_or_nothing)).value();
  const auto after = cancel(waits, {3, 4}).value();
  BOOST_TEST(done(after) == "confirmed 3/0/0");
  BOOST_TEST(after.version == read(waits.id).version);
}

// Found in review: whom a company may not see it could ask about.
BOOST_AUTO_TEST_CASE(to_a_company_people_of_others_do_not_exist) {
  const auto stranger = make_person(make_company("Firma"));
  auto wish = group(company, 1);
  wish.participants = {naming(stranger)};
  wish.headcount.reset();
  later(1);
  BOOST_TEST(refusal(service.register_group(caller_of(company), event, wish)) ==
             "validation_failed /participants/0/person_id:reference_not_found");
  BOOST_TEST(refusal(ask(wish)) == "validation_failed /participants/0/person_id:person_of_other_company");
}

BOOST_AUTO_TEST_SUITE_END()
