// What an event asks of who registers, and what is kept for whom: contingents, categories, sale, eligibility, limits, priorities,
// who may go ahead of whom.
#include "engine/registration/group_registration.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/waitlist.hpp"
#include "tests/registration/terms_fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using directory::CompanyRole;

namespace {

constexpr auto none = WaitlistPolicy::none;
constexpr auto all_or_nothing = WaitlistPolicy::all_or_nothing;
constexpr auto partial = WaitlistPolicy::partial;

struct DeskFixture : TermsFixture {
  void skip_ahead(int ageing_hours) {
    rules.waitlist_order = events::WaitlistOrder::skip_ahead;
    rules.ageing_hours = ageing_hours;
    put_rules();
  }
  void prefer(CompanyRole role, int priority) {
    rules.priorities.push_back({.company_role = role, .category = {}, .region_key = {}, .priority = priority});
    put_rules();
  }
  std::string region(const std::string& key) {
    execute(
        "insert into regions (id, organization_id, region_key, name, created_at, updated_at) "
        "values (:id, :org, :key, 'Nord', :now, :now)",
        {{"id", core::RegionId::make(now)}, {"org", data.organization()}, {"key", key}, {"now", now}});
    return key;
  }
  core::CompanyId company_in(const std::string& region_key) {
    return companies
        .create(call(), {.name = "Nordlicht", .role = CompanyRole::partner, .region_key = region_key, .city = {}})
        .value()
        .id;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(terms, DeskFixture)

BOOST_AUTO_TEST_CASE(a_contingent_is_taken_first_and_the_others_do_not_see_it) {
  limit({{"participants", 5, 0}});
  put(std::vector{contingent(company, 3)});
  BOOST_TEST(refusal(enter(3)) == "capacity_exceeded");
  BOOST_TEST(detail(enter(3)) == "The pool 'participants' has 2 places left, 3 were asked for.");
  BOOST_TEST(done(enter(company, 2)) == "confirmed 2/0/0 contingent.own 2/0/0");
  BOOST_TEST(pool("contingent.own") == "2/0/0 of 3");
  BOOST_TEST(done(enter(company, 2)) == "confirmed 2/0/0 contingent.own 1/0/0");
  BOOST_TEST(done(enter(1)) == "confirmed 1/0/0");
  BOOST_TEST(refusal(enter(company, 1)) == "capacity_exceeded");
}

BOOST_AUTO_TEST_CASE(a_contingent_is_for_who_owns_it_and_its_own_goes_before_that_of_the_role) {
  limit({{"participants", 5, 0}});
  const auto exhibitor = vendor("Aussteller");
  put(std::vector{contingent(exhibitor, 2), contingent(CompanyRole::vendor, 2)});
  BOOST_TEST(refusal(enter(company, 2)) == "capacity_exceeded");
  BOOST_TEST(done(enter(exhibitor, 3)) == "confirmed 3/0/0 contingent.own 2/0/0 contingent.role 1/0/0");
  const auto another = vendor("Ein anderer");
  BOOST_TEST(done(enter(another, 2)) == "confirmed 2/0/0 contingent.role 1/0/0");
  BOOST_TEST(refusal(enter(another, 1)) == "capacity_exceeded");
}

BOOST_AUTO_TEST_CASE(a_contingent_of_another_pool_is_taken_by_name_and_per_head) {
  limit({{"dinner", 4, 0}});
  auto vip = category("vip");
  vip.pools["dinner"] = 1;
  put(std::vector{vip, category("plain")});
  put(std::vector{contingent(company, 3, "dinner")});
  BOOST_TEST(refusal(ask(in_category(group(make_company("Firma"), 2), "vip"))) == "capacity_exceeded");
  auto wish = in_category(group(company, 2), "vip");
  wish.pools["dinner"] = 1;
  BOOST_TEST(done(ask(wish)) == "confirmed 2/0/0 category.vip 2/0/0 contingent.own 3/0/0 dinner 3/0/0");
}

BOOST_AUTO_TEST_CASE(heads_that_leave_give_general_places_back_before_those_of_the_contingent) {
  limit({{"participants", 4, 0}});
  put(std::vector{contingent(company, 2)});
  const auto made = enter(company, 3).value();
  BOOST_TEST(told(made) == "confirmed 3/0/0 contingent.own 2/0/0");
  const auto leave = [&](std::size_t head) {
    return done(service.cancel(call(), made.id, {.heads = {made.participants[head].id}}));
  };
  BOOST_TEST(leave(0) == "confirmed 2/0/0 contingent.own 2/0/0");
  BOOST_TEST(leave(1) == "confirmed 1/0/0 contingent.own 1/0/0");
  BOOST_TEST(refusal(enter(3)) == "capacity_exceeded");
  BOOST_TEST(refusal(enter(2)) == "none");
  BOOST_TEST(leave(2) == "cancelled 0/0/0 contingent.own 0/0/0");
  BOOST_TEST(refusal(enter(1)) == "capacity_exceeded");
}

BOOST_AUTO_TEST_CASE(what_was_not_taken_of_a_contingent_is_everybodys_from_its_date_on) {
  limit({{"participants", 4, 0}});
  auto kept = contingent(company, 3);
  kept.release_at = now + boost::posix_time::hours(1);
  put(std::vector{kept});
  BOOST_REQUIRE(enter(company, 1));
  const auto waiting = enter(3, all_or_nothing).value();
  BOOST_TEST(told(waiting) == "waitlisted 0/0/3");
  now = *kept.release_at - boost::posix_time::microseconds(1);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(now_is(waiting.id) == "waitlisted 0/0/3");
  now = *kept.release_at;
  observer.take();
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(sweep() == 0U);
  BOOST_TEST(observer.take() == 1);
  BOOST_TEST(now_is(waiting.id) == "confirmed 3/0/0");
  BOOST_TEST(pool("participants") == "4/0/0 of 4");
  BOOST_TEST(trail(event.uuid).ends_with("contingents_changed contingent_released"));
}

BOOST_AUTO_TEST_CASE(from_the_date_of_release_on_new_ones_see_the_places_but_not_before_who_waits) {
  limit({{"participants", 3, 0}});
  auto kept = contingent(company, 3);
  kept.release_at = now + boost::posix_time::hours(1);
  put(std::vector{kept});
  const auto waiting = enter(2, all_or_nothing).value();
  now = *kept.release_at;
  BOOST_TEST(refusal(enter(2)) == "waitlist_not_empty");
  BOOST_TEST(done(enter(company, 1)) == "confirmed 1/0/0");
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(now_is(waiting.id) == "confirmed 2/0/0");
}

// Found here: who came later took of a contingent what another one of its owners waited for.
BOOST_AUTO_TEST_CASE(among_the_owners_of_a_contingent_nobody_jumps_the_queue) {
  limit({{"participants", 3, 0}});
  put(std::vector{contingent(CompanyRole::vendor, 2)});
  BOOST_REQUIRE(enter(1));
  const auto first = enter(vendor("Erster"), 3, all_or_nothing).value();
  BOOST_TEST(told(first) == "waitlisted 0/0/3");
  const auto refused = enter(vendor("Zweiter"), 2);
  BOOST_TEST(refusal(refused) == "waitlist_not_empty");
  const auto second = enter(vendor("Zweiter"), 1, all_or_nothing).value();
  BOOST_TEST(told(second) == "waitlisted 0/0/1");
  // Nor by promotion.
  limit({{"participants", 3, 0}, {"hotel_rooms", 1, 0}});
  put(std::vector{contingent(CompanyRole::vendor, 1)});
  BOOST_TEST(now_is(first.id) == "waitlisted 0/0/3");
  BOOST_TEST(now_is(second.id) == "waitlisted 0/0/1");
  BOOST_REQUIRE(held.leave_waitlist(call(), first.id));
  BOOST_TEST(now_is(second.id) == "confirmed 1/0/0 contingent.role 1/0/0");
}

BOOST_AUTO_TEST_CASE(a_higher_priority_and_who_may_skip_ahead_take_of_a_contingent_before_who_waits) {
  limit({{"participants", 4, 0}});
  put(std::vector{category("vip"), category("plain")});
  put(std::vector{contingent(CompanyRole::vendor, 4)});
  rules.priorities = {{.company_role = {}, .category = "vip", .region_key = {}, .priority = 5}};
  put_rules();
  const auto ask_as_vendor = [&](std::int64_t heads, const std::string& in, WaitlistPolicy waitlist = none) {
    return ask(in_category(group(vendor("Aussteller"), heads, waitlist), in));
  };
  BOOST_REQUIRE(ask_as_vendor(1, "plain"));
  const auto large = ask_as_vendor(4, "plain", all_or_nothing).value();
  BOOST_TEST(told(large) == "waitlisted 0/0/4 category.plain 0/0/4");
  BOOST_TEST(refusal(ask_as_vendor(1, "plain")) == "waitlist_not_empty");
  BOOST_TEST(done(ask_as_vendor(1, "vip")) == "confirmed 1/0/0 category.vip 1/0/0 contingent.role 1/0/0");
  BOOST_REQUIRE(ask_as_vendor(3, "vip", all_or_nothing));
  BOOST_TEST(refusal(ask_as_vendor(1, "vip")) == "waitlist_not_empty");
  skip_ahead(2);
  BOOST_TEST(done(ask_as_vendor(1, "plain")) == "confirmed 1/0/0 category.plain 1/0/0 contingent.role 1/0/0");
  minutes_pass(120);
  BOOST_TEST(refusal(ask_as_vendor(1, "plain")) == "waitlist_not_empty");
}

// Found here: the queue was not read on to who has a contingent, once those before wait for more than there is.
BOOST_AUTO_TEST_CASE(a_long_queue_is_read_on_to_who_has_a_contingent) {
  limit({{"participants", 4, 0}});
  put(std::vector{contingent(company, 2)});
  const auto made = enter(company, 2).value();
  BOOST_REQUIRE(enter(2));
  BOOST_REQUIRE(enter(3, all_or_nothing));
  const auto waiting = enter(company, 1, all_or_nothing).value();
  // Without a promotion: the place of the contingent becomes free.
  execute("update registration_participants set state = 'cancelled' where id = :id", {{"id", made.participants[0].id}});
  execute("update registrations set confirmed_headcount = 1 where id = :id", {{"id", made.id}});
  execute("update registration_pools set confirmed = 1 where registration_id = :id", {{"id", made.id}});
  BOOST_REQUIRE(
      !database()
           .transact(nullptr, [&](storage::Transaction& tx) { return registration::repair(tx, std::nullopt); })
           .empty());
  const auto promoted = database().transact(nullptr, [&](storage::Transaction& tx) {
    auto places = registration::Places::lock(tx, event);
    return registration::promote_waiting(tx, call(), event, places, {}, 1);
  });
  BOOST_TEST(promoted == 1U);
  BOOST_TEST(now_is(waiting.id) == "confirmed 1/0/0 contingent.own 1/0/0");
}

BOOST_AUTO_TEST_CASE(a_category_has_a_limit_and_takes_places_per_head) {
  limit({{"dinner", 5, 0}});
  auto vip = category("vip", 3);
  vip.pools["dinner"] = 2;
  put(std::vector{vip, category("plain", 1)});
  BOOST_TEST(refusal(ask(group(company, 1))) == "validation_failed /category:required");
  BOOST_TEST(refusal(ask(in_category(group(company, 1), "gold"))) == "validation_failed /category:reference_not_found");
  BOOST_TEST(detail(ask(in_category(group(company, 3), "vip"))) ==
             "The pool 'dinner' has 5 places left, 6 were asked for.");
  const auto part = ask(in_category(group(company, 2, partial), "vip")).value();
  BOOST_TEST(done(part) == "confirmed 2/0/0 category.vip 2/0/0 dinner 4/0/0");
  const auto waiting = ask(in_category(group(make_company("Firma"), 1, partial), "vip")).value();
  BOOST_TEST(done(waiting) == "waitlisted 0/0/1 category.vip 0/0/1 dinner 0/0/2");
  BOOST_TEST(done(ask(in_category(group(company, 1), "plain"))) == "confirmed 1/0/0 category.plain 1/0/0");
  BOOST_TEST(refusal(ask(in_category(group(company, 1), "plain"))) == "capacity_exceeded");
  BOOST_REQUIRE(service.cancel(call(), part.id, {.heads = {part.participants[1].id}}));
  BOOST_TEST(now_is(waiting.id) == "confirmed 1/0/0 category.vip 1/0/0 dinner 2/0/0");
}

BOOST_AUTO_TEST_CASE(whole_heads_are_promoted_with_all_that_each_takes) {
  limit({{"dinner", 6, 0}});
  auto vip = category("vip");
  vip.pools["dinner"] = 2;
  put(std::vector{vip});
  const auto there = ask(in_category(group(company, 2), "vip")).value();
  auto extra = in_category(group(make_company("Firma"), 1), "vip");
  BOOST_REQUIRE(ask(extra));
  const auto waiting = ask(in_category(group(make_company("Firma"), 3, partial), "vip")).value();
  BOOST_TEST(told(waiting) == "waitlisted 0/0/3 category.vip 0/0/3 dinner 0/0/6");
  BOOST_REQUIRE(service.cancel(call(), there.id, {.heads = {there.participants[0].id}}));
  BOOST_TEST(now_is(waiting.id) == "partly_confirmed 1/0/2 category.vip 1/0/2 dinner 2/0/4");
}

BOOST_AUTO_TEST_CASE(a_category_is_sold_from_its_first_moment_to_before_its_last) {
  auto early = category("early");
  early.sale_from = now + boost::posix_time::hours(1);
  early.sale_until = now + boost::posix_time::hours(2);
  put(std::vector{early});
  const auto ask_at = [&](core::Instant at) {
    now = at - boost::posix_time::seconds(1);
    return refusal(ask(in_category(group(company, 1), "early")));
  };
  const auto tick = boost::posix_time::microseconds(1);
  BOOST_TEST(ask_at(*early.sale_from - tick) == "not_on_sale");
  BOOST_TEST(ask_at(*early.sale_from) == "none");
  BOOST_TEST(ask_at(*early.sale_until - tick) == "none");
  BOOST_TEST(ask_at(*early.sale_until) == "not_on_sale");
}

BOOST_AUTO_TEST_CASE(who_waits_is_promoted_also_when_the_sale_is_over) {
  limit({{"participants", 1, 0}});
  auto early = category("early");
  early.sale_until = now + boost::posix_time::hours(1);
  put(std::vector{early});
  const auto there = ask(in_category(group(company, 1), "early")).value();
  const auto waiting = ask(in_category(group(company, 1, all_or_nothing), "early")).value();
  minutes_pass(120);
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(now_is(waiting.id) == "confirmed 1/0/0 category.early 1/0/0");
}

BOOST_AUTO_TEST_CASE(an_event_may_be_for_some_roles_and_regions_only) {
  rules.company_roles = {CompanyRole::partner};
  rules.region_keys = {region("north")};
  put_rules();
  const auto northern = company_in("north");
  BOOST_TEST(refusal(enter(northern, 1)) == "none");
  BOOST_TEST(detail(enter(company, 1)).ends_with("this one has '-'."));
  BOOST_TEST(detail(enter(vendor("Aussteller"), 1)).ends_with("this one has 'vendor'."));
  BOOST_TEST(detail(enter(company_in(region("south")), 1)).ends_with("this one has 'south'."));
  BOOST_TEST(refusal(enter(company, 1)) == "not_eligible");
}

BOOST_AUTO_TEST_CASE(a_company_sends_no_more_heads_than_its_limit_over_all_that_it_has) {
  rules.max_heads_per_company = 4;
  put_rules();
  limit({{"participants", 3, 0}});
  const auto made = enter(company, 2).value();
  BOOST_REQUIRE(enter(company, 2, partial));
  const auto refused = enter(company, 1, partial);
  BOOST_TEST(refusal(refused) == "company_limit");
  BOOST_TEST(detail(refused) == "The company may register 0 more heads for this event, 1 were asked for.");
  BOOST_REQUIRE(service.cancel(call(), made.id));
  BOOST_TEST(refusal(enter(company, 3)) == "company_limit");
  BOOST_TEST(refusal(enter(company, 1)) == "none");
  BOOST_TEST(refusal(returns.reinstate(call(), made.id, partial)) == "company_limit");
}

BOOST_AUTO_TEST_CASE(what_happens_without_places_is_what_the_event_says_unless_the_wish_does) {
  rules.waitlist_policy = events::DefaultPolicy::partial;
  put_rules();
  limit({{"participants", 3, 0}});
  BOOST_REQUIRE(enter(2));
  auto wish = group(company, 2);
  wish.waitlist.reset();
  const auto made = ask(wish).value();
  BOOST_TEST(told(made) == "partly_confirmed 1/0/1");
  BOOST_TEST((read(made.id).policy == partial));
  BOOST_TEST(refusal(enter(1)) == "capacity_exceeded");
}

BOOST_AUTO_TEST_CASE(a_higher_priority_is_served_first_and_takes_what_lower_ones_wait_for) {
  limit({{"participants", 3, 0}});
  prefer(CompanyRole::vendor, 5);
  const auto there = enter(2).value();
  const auto low = enter(company, 2, all_or_nothing).value();
  BOOST_TEST(told(low) == "waitlisted 0/0/2");
  BOOST_TEST(refusal(enter(1)) == "waitlist_not_empty");
  BOOST_TEST(done(enter(vendor("Aussteller"), 1)) == "confirmed 1/0/0");
  const auto high = enter(vendor("Aussteller"), 2, all_or_nothing).value();
  const auto second = enter(vendor("Aussteller"), 1, all_or_nothing).value();
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(now_is(high.id) == "confirmed 2/0/0");
  BOOST_TEST(now_is(second.id) == "waitlisted 0/0/1");
  BOOST_TEST(now_is(low.id) == "waitlisted 0/0/2");
  BOOST_REQUIRE(service.cancel(call(), high.id));
  BOOST_TEST(now_is(second.id) == "confirmed 1/0/0");
  BOOST_TEST(now_is(low.id) == "waitlisted 0/0/2");
}

BOOST_AUTO_TEST_CASE(nobody_with_a_lower_priority_gets_what_a_higher_one_waits_for) {
  limit({{"participants", 3, 0}});
  prefer(CompanyRole::vendor, 5);
  prefer(CompanyRole::supplier, -5);
  BOOST_REQUIRE(enter(2));
  BOOST_REQUIRE(enter(vendor("Aussteller"), 2, all_or_nothing));
  BOOST_TEST(refusal(enter(1)) == "waitlist_not_empty");
  BOOST_TEST(refusal(enter(vendor("Aussteller"), 1)) == "waitlist_not_empty");
  BOOST_TEST(done(enter(1, partial)) == "waitlisted 0/0/1");
}

BOOST_AUTO_TEST_CASE(with_skip_ahead_who_fits_goes_before_who_does_not_until_that_one_has_waited_long) {
  limit({{"participants", 4, 0}});
  skip_ahead(2);
  const auto there = enter(2).value();
  const auto large = enter(company, 4, all_or_nothing).value();
  BOOST_TEST(told(large) == "waitlisted 0/0/4");
  BOOST_TEST(done(enter(1)) == "confirmed 1/0/0");
  now = large.registered_at + boost::posix_time::hours(2) - boost::posix_time::seconds(2);
  const auto last = enter(1);
  BOOST_TEST(done(last) == "confirmed 1/0/0");
  later(1);
  BOOST_REQUIRE(service.cancel(call(), last->id));
  // Now it has waited for two hours, and what it waits for is kept for it.
  BOOST_TEST(refusal(enter(1)) == "waitlist_not_empty");
  const auto behind = enter(1, all_or_nothing).value();
  BOOST_REQUIRE(service.cancel(call(), there.id));
  BOOST_TEST(now_is(behind.id) == "waitlisted 0/0/1");
  BOOST_TEST(now_is(large.id) == "waitlisted 0/0/4");
}

BOOST_AUTO_TEST_CASE(with_skip_ahead_a_promotion_serves_who_fits_while_the_one_before_is_young) {
  limit({{"participants", 4, 0}});
  skip_ahead(2);
  const auto there = enter(4).value();
  const auto large = enter(company, 4, all_or_nothing).value();
  const auto small = enter(1, all_or_nothing).value();
  const auto leave = [&](std::size_t head) {
    BOOST_REQUIRE(service.cancel(call(), there.id, {.heads = {there.participants[head].id}}));
  };
  leave(0);
  BOOST_TEST(now_is(small.id) == "confirmed 1/0/0");
  const auto second = enter(1, all_or_nothing).value();
  minutes_pass(120);
  leave(1);
  BOOST_TEST(now_is(second.id) == "waitlisted 0/0/1");
  leave(2);
  leave(3);
  BOOST_TEST(now_is(large.id) == "waitlisted 0/0/4");
  BOOST_REQUIRE(service.cancel(call(), small.id));
  BOOST_TEST(now_is(large.id) == "confirmed 4/0/0");
  BOOST_TEST(now_is(second.id) == "waitlisted 0/0/1");
}

// Found here: within a batch nobody had waited long, though no time at all is long enough.
BOOST_AUTO_TEST_CASE(a_batch_is_decided_like_one_after_the_other_where_no_time_is_long_enough) {
  limit({{"participants", 4, 0}});
  skip_ahead(0);
  BOOST_REQUIRE(enter(2));
  const std::vector wishes{group(company, 3, all_or_nothing), group(make_company("Firma"), 1, none)};
  const auto caller = call();
  const auto refusals = database().transact(nullptr, [&](storage::Transaction& tx) {
    std::vector<registration::Applicant> applicants;
    for (const auto& wish : wishes) applicants.push_back({&caller, event, &wish});
    std::vector<std::string> texts;
    for (const auto& result : registration::register_groups(tx, data.organization(), applicants, {}))
      texts.push_back(refusal(result));
    return texts;
  });
  BOOST_TEST(refusals[0] == "none");
  BOOST_TEST(refusals[1] == "waitlist_not_empty");
}

BOOST_AUTO_TEST_CASE(in_a_batch_the_events_do_not_feel_each_other) {
  const auto next = make_event();
  limit({{"participants", 2, 0}});
  BOOST_REQUIRE(capacity.put(call(), next, {{"participants", 1, 0}}, {}));
  put(std::vector{contingent(company, 1)});
  const auto firm = make_company("Firma");
  const std::vector<std::pair<core::EventId, NewRegistration>> wishes{{event, group(firm, 1)},
                                                                      {next, group(firm, 1)},
                                                                      {event, group(firm, 1)},
                                                                      {next, group(firm, 1)},
                                                                      {event, group(company, 1)}};
  const auto caller = call();
  const auto in_order = [&](const std::vector<std::size_t>& order) {
    std::map<std::size_t, std::string> texts;
    try {
      database().transact(nullptr, [&](storage::Transaction& tx) -> bool {
        std::vector<registration::Applicant> applicants;
        for (const auto index : order) applicants.push_back({&caller, wishes[index].first, &wishes[index].second});
        const auto results = registration::register_groups(tx, data.organization(), applicants, {});
        for (std::size_t i = 0; i < order.size(); ++i)
          texts[order[i]] = results[i] ? told(*results[i]) : refusal(results[i]);
        throw std::runtime_error("not kept");
      });
    } catch (const std::runtime_error&) {
    }
    return texts;
  };
  const auto straight = in_order({0, 1, 2, 3, 4});
  BOOST_TEST(straight.at(0) == "confirmed 1/0/0");
  BOOST_TEST(straight.at(1) == "confirmed 1/0/0");
  BOOST_TEST(straight.at(2) == "capacity_exceeded");
  BOOST_TEST(straight.at(3) == "capacity_exceeded");
  BOOST_TEST(straight.at(4) == "confirmed 1/0/0 contingent.own 1/0/0");
  BOOST_TEST((in_order({1, 0, 3, 2, 4}) == straight));
  BOOST_TEST((in_order({1, 3, 0, 2, 4}) == straight));
  BOOST_TEST((in_order({0, 2, 4, 1, 3}) == straight));
}

// Found in review: suppliers, whose tokens have the role vendor, saw the vendors' contingents and not their own.
BOOST_AUTO_TEST_CASE(a_company_sees_the_contingents_of_its_own_role) {
  put(std::vector{contingent(directory::CompanyRole::supplier, 2)});
  const auto seen = [&](directory::CompanyRole role) {
    const auto own = companies.create(call(), {.name = "Firma", .role = role, .region_key = {}, .city = {}}).value().id;
    auto caller = caller_of(own);
    if (role != directory::CompanyRole::partner) caller.principal.role = access::Role::vendor;
    BOOST_TEST(capacity.get(caller, event).value().contingents.size() ==
               terms.get(caller, event).value().contingents.size());
    return terms.get(caller, event).value().contingents.size();
  };
  BOOST_TEST(seen(directory::CompanyRole::supplier) == 1U);
  BOOST_TEST(seen(directory::CompanyRole::vendor) == 0U);
  BOOST_TEST(seen(directory::CompanyRole::partner) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
