#include "engine/registration/registration_steps.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "engine/registration/registration_terms.hpp"
#include "tests/registration/terms_text.hpp"

using namespace tagwerk;
using namespace tagwerk::registration;
using test::heads_of;
using test::told;

namespace {

const auto now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();

bool one_in(int count) { return *rc::gen::inRange(0, count) == 0; }

core::CompanyId company(int number) {
  core::CompanyId id;
  id.uuid.bytes[15] = static_cast<unsigned char>(number);
  return id;
}

events::EventTerms some_terms() {
  events::EventTerms terms;
  events::TicketCategory vip;
  vip.key = "vip";
  vip.pools["dinner"] = *rc::gen::inRange(1, 3);
  events::TicketCategory plain;
  plain.key = "plain";
  terms.categories = {vip, plain};
  events::Contingent own;
  own.key = "own";
  own.pool = "participants";
  own.company = company(0);
  own.places = *rc::gen::inRange(0, 4);
  events::Contingent dinner;
  dinner.key = "dinner";
  dinner.pool = "dinner";
  dinner.company_role = directory::CompanyRole::partner;
  dinner.places = *rc::gen::inRange(0, 5);
  terms.contingents = {own, dinner};
  terms.rules.needs_approval = one_in(3);
  if (one_in(2)) terms.rules.promotion = events::PromotionMode::offer;
  return terms;
}

NewRegistration any_wish() {
  NewRegistration wish;
  wish.company = company(*rc::gen::inRange(0, 3));
  wish.headcount = *rc::gen::inRange(1, 5);
  wish.category = one_in(2) ? "vip" : "plain";
  if (one_in(3)) wish.pools["dinner"] = *rc::gen::inRange(1, 3);
  if (one_in(3)) wish.pools["hotel_rooms"] = *rc::gen::inRange(1, 3);
  wish.waitlist = *rc::gen::element(WaitlistPolicy::none, WaitlistPolicy::all_or_nothing, WaitlistPolicy::partial);
  wish.hold = one_in(4);
  return wish;
}

// Registrations of an event, and its counters as the steps left them.
struct Event {
  events::EventTerms terms = some_terms();
  Capacity counters;
  std::vector<Registration> registrations;

  Event() {
    for (const auto* key : {"participants", "dinner", "hotel_rooms", "category.vip"}) {
      auto& pool = counters.pools[key];
      if (!one_in(3)) pool.limit = *rc::gen::inRange(5, 12);
    }
  }
  [[nodiscard]] Capacity capacity() const {
    auto with_terms = counters;
    apply(with_terms, terms, now);
    return with_terms;
  }
  void enter(const NewRegistration& wish) {
    const auto decision = Intake(capacity()).admit(request_of(wish, terms, {}));
    if (decision.refusal) return;
    auto made = make_registration({}, {}, wish, decision, now);
    set_terms(made, wish, terms, now);
    Registration nothing;
    nothing.company = made.company;
    counters = moved(std::move(counters), nothing, made);
    registrations.push_back(std::move(made));
  }
  void become(Registration& before, Registration after) {
    counters = moved(std::move(counters), before, after);
    before = std::move(after);
  }
};

std::set<core::ParticipantId> some_heads(const Registration& of) {
  std::set<core::ParticipantId> heads;
  for (const auto& head : of.participants) {
    if (one_in(2)) heads.insert(head.id);
  }
  return heads;
}

// As the waiting list gives it, as if nobody else waited.
Registration promoted(const Event& event, Registration registration) {
  auto capacity = event.capacity();
  for (auto& [key, pool] : capacity.pools) pool.waitlisted = 0;
  const auto rest = waiting_rest(registration, event.terms, {}, now);
  const auto decision = Intake(capacity).admit(rest);
  if (decision.refusal) return registration;
  add_promoted(registration, decision);
  if (registration.heads.held == 0 && decision.heads.held == 0 &&
      std::none_of(decision.pools.begin(), decision.pools.end(), [](const auto& p) { return p.second.held > 0; }))
    return registration;
  if (registration.approval == Approval::pending) {
    registration.held_for = HeldFor::approval;
  } else {
    registration.held_for = HeldFor::offer;
    registration.held_until = now;
  }
  return registration;
}

// What a registration becomes by a step that is possible.
Registration after_any_step(const Event& event, const Registration& of) {
  const auto& terms = event.terms;
  if (of.status == RegistrationStatus::cancelled) {
    const auto request =
        renewed_request(of, terms, {}, *rc::gen::element(WaitlistPolicy::none, WaitlistPolicy::partial));
    auto confirmed = request;
    confirmed.held = false;
    const auto decision = Intake(event.capacity()).admit(confirmed);
    if (decision.refusal) return of;
    auto back = reinstated(of, decision);
    if (back.approval) back.approval = Approval::approved;
    return back;
  }
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return cancelled(of, now, "a reason");
    case 1:
      return without_heads(of, some_heads(of), terms, now);
    case 2:
      return of.held_for == HeldFor::hold || of.held_for == HeldFor::offer ? accepted(of, terms) : of;
    case 3:
      if (of.approval != Approval::pending) return of;
      return one_in(2) ? approved(of) : declined(of, terms, now, "a reason");
    case 4:
      return of.waits() || of.held_for == HeldFor::offer ? off_the_list(of, terms, now, "a reason") : of;
    case 5: {
      const auto head = std::find_if(of.participants.begin(), of.participants.end(),
                                     [](const Participant& one) { return one.state != ParticipantState::cancelled; });
      Naming delegate;
      delegate.given_name = delegate.family_name = delegate.email = "x";
      return with_delegate(of, head->id, delegate, now);
    }
    case 6: {
      const bool asks = terms.rules.needs_approval;
      if (of.waits() || (asks && of.held_for == HeldFor::offer)) return of;
      const auto request = more_heads(of, terms, {}, *rc::gen::inRange(1, 4), of.policy);
      const auto decision = Intake(event.capacity()).admit(request);
      return decision.refusal ? of : with_heads(of, {}, decision, asks, now);
    }
    default:
      return of.waits() ? promoted(event, of) : of;
  }
}

std::int64_t count_heads(const Registration& of, ParticipantState state) {
  return std::count_if(of.participants.begin(), of.participants.end(),
                       [&](const Participant& head) { return head.state == state; });
}

void require_counts_its_heads(const Registration& one) {
  RC_ASSERT(one.heads.confirmed == count_heads(one, ParticipantState::confirmed));
  RC_ASSERT(one.heads.held == count_heads(one, ParticipantState::held));
  RC_ASSERT(one.heads.waitlisted == count_heads(one, ParticipantState::waitlisted));
  std::set<std::string> tickets;
  for (const auto& head : one.participants) {
    RC_ASSERT(tickets.insert(head.ticket_code).second);
    if (head.left_at) RC_ASSERT(head.state == ParticipantState::cancelled);
  }
}

void require_pools_fit_its_heads(const Registration& one, const events::EventTerms& terms) {
  const auto per_head = more_heads(one, terms, {}, 0, WaitlistPolicy::none).per_head;
  std::map<std::string, Share> of_contingents;
  for (const auto& contingent : terms.contingents) {
    const auto found = one.pools.find(events::contingent_pool(contingent.key));
    if (found == one.pools.end()) continue;
    RC_ASSERT(found->second.waitlisted == 0);
    auto& all = of_contingents[contingent.pool];
    all.confirmed += found->second.confirmed;
    all.held += found->second.held;
  }
  for (const auto& [key, share] : of_contingents) {
    const auto& of_pool = key == "participants" ? one.heads : one.pools.at(key);
    RC_ASSERT(share.confirmed <= of_pool.confirmed);
    RC_ASSERT(share.held <= of_pool.held);
  }
  for (const auto& [key, share] : one.pools) {
    RC_ASSERT(std::min({share.confirmed, share.held, share.waitlisted}) >= 0);
    if (key.starts_with("contingent.")) continue;
    const auto found = per_head.find(key);
    const auto places = found == per_head.end() ? 0 : found->second;
    RC_ASSERT(share.confirmed >= places * one.heads.confirmed);
    RC_ASSERT(share.held >= places * one.heads.held);
    RC_ASSERT(share.waitlisted >= places * one.heads.waitlisted);
    const auto wanted = one.wanted_pools.find(key);
    const auto named = wanted == one.wanted_pools.end() ? 0 : wanted->second;
    if (one.status != RegistrationStatus::cancelled) RC_ASSERT(share.all() == places * one.heads.all() + named);
  }
}

void require_says_what_it_is(const Registration& one) {
  const bool holds = one.heads.held > 0 || std::any_of(one.pools.begin(), one.pools.end(),
                                                       [](const auto& pool) { return pool.second.held > 0; });
  RC_ASSERT(one.held_for.has_value() == holds);
  RC_ASSERT((one.status == RegistrationStatus::cancelled) == (one.heads.all() == 0));
  RC_ASSERT((one.status == RegistrationStatus::cancelled) == one.cancelled_at.has_value());
  if (one.status == RegistrationStatus::cancelled) {
    RC_ASSERT(std::all_of(one.pools.begin(), one.pools.end(), [](const auto& pool) { return pool.second == Share{}; }));
    RC_ASSERT(!one.held_until);
  } else {
    RC_ASSERT(one.status == status_of(one.heads, one.pools));
  }
}

void count(PoolState& pool, const Share& share) {
  pool.confirmed += share.confirmed;
  pool.held += share.held;
  pool.waitlisted += share.waitlisted;
}

// The counters, from the heads and pools of all.
Capacity recounted(const Event& event) {
  Capacity all;
  for (const auto& [key, pool] : event.counters.pools) all.pools[key].limit = pool.limit;
  for (const auto& one : event.registrations) {
    const Share heads{.confirmed = count_heads(one, ParticipantState::confirmed),
                      .waitlisted = count_heads(one, ParticipantState::waitlisted),
                      .held = count_heads(one, ParticipantState::held)};
    count(all.pools["participants"], heads);
    for (const auto& [key, share] : one.pools) count(all.pools[key], share);
    auto& of_company = all.companies[one.company];
    of_company.confirmed += heads.confirmed;
    of_company.held += heads.held;
    of_company.waitlisted += heads.waitlisted;
  }
  for (const auto& [id, heads] : all.companies) {
    auto& pool = all.pools["companies"];
    pool.confirmed += heads.confirmed > 0 ? 1 : 0;
    pool.held += heads.confirmed == 0 && heads.held > 0 ? 1 : 0;
    pool.waitlisted += heads.confirmed + heads.held == 0 && heads.waitlisted > 0 ? 1 : 0;
  }
  return all;
}

Capacity without_zeros(Capacity capacity) {
  std::erase_if(capacity.pools, [](const auto& pool) { return pool.second == PoolState{}; });
  std::erase_if(capacity.companies, [](const auto& heads) { return heads.second == CompanyHeads{}; });
  return capacity;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registration_steps)

BOOST_AUTO_TEST_CASE(after_any_steps_heads_pools_state_and_counters_agree) {
  BOOST_TEST(rc::check([] {
    Event event;
    for (int step = *rc::gen::inRange(2, 14); step > 0; --step) {
      if (event.registrations.empty() || one_in(3)) {
        event.enter(any_wish());
      } else {
        const auto count = static_cast<int>(event.registrations.size());
        auto& one = event.registrations[static_cast<std::size_t>(*rc::gen::inRange(0, count))];
        event.become(one, after_any_step(event, one));
      }
      for (const auto& one : event.registrations) {
        require_counts_its_heads(one);
        require_pools_fit_its_heads(one, event.terms);
        require_says_what_it_is(one);
      }
      RC_ASSERT(without_zeros(event.counters) == without_zeros(recounted(event)));
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_step_after_which_somebody_may_get_more_says_that_it_frees_places) {
  BOOST_TEST(rc::check([] {
    Event event;
    for (int i = 0; i < 5; ++i) event.enter(any_wish());
    RC_PRE(!event.registrations.empty());
    const auto chosen = *rc::gen::inRange(0, static_cast<int>(event.registrations.size()));
    auto& one = event.registrations[static_cast<std::size_t>(chosen)];
    const auto before = one;
    const auto capacity_before = event.capacity();
    event.become(one, after_any_step(event, one));
    const auto capacity_after = event.capacity();
    bool is_more = false;
    for (const auto& [key, pool] : capacity_after.pools) {
      const auto left = capacity_after.left_over(key);
      is_more = is_more || (left && *left > *capacity_before.left_over(key));
    }
    for (const auto& [key, kept] : capacity_after.contingents)
      is_more = is_more || kept.unused > capacity_before.contingents.at(key).unused;
    RC_CLASSIFY(is_more, "somebody may get more");
    if (is_more) RC_ASSERT(frees(before, one));
  }));
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

// Three heads of "vip", which takes a dinner each, and a room: confirmed, held, waitlisted.
struct StepsFixture {
  events::EventTerms terms;
  Registration registration;

  StepsFixture() {
    events::TicketCategory vip;
    vip.key = "vip";
    vip.pools["dinner"] = 1;
    terms.categories = {vip};
    registration.category = "vip";
    registration.status = RegistrationStatus::partly_confirmed;
    registration.held_for = HeldFor::offer;
    registration.held_until = now;
    registration.heads = {.confirmed = 1, .waitlisted = 1, .held = 1};
    registration.pools = {{"category.vip", {.confirmed = 1, .waitlisted = 1, .held = 1}},
                          {"dinner", {.confirmed = 1, .waitlisted = 1, .held = 1}},
                          {"rooms", {.confirmed = 1, .waitlisted = 1, .held = 0}}};
    registration.wanted_pools = {{"rooms", 2}};
    for (const auto state : {ParticipantState::confirmed, ParticipantState::held, ParticipantState::waitlisted}) {
      auto head = make_head(registration, nullptr, now);
      head.state = state;
      registration.participants.push_back(head);
    }
  }
  [[nodiscard]] std::string without(std::initializer_list<std::size_t> heads) const {
    std::set<core::ParticipantId> ids;
    for (const auto head : heads) ids.insert(registration.participants[head].id);
    const auto after = without_heads(registration, ids, terms, now);
    return told(after) + "; " + heads_of(after);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registration_step_examples, StepsFixture)

BOOST_AUTO_TEST_CASE(each_head_goes_with_what_it_takes_in_its_own_state) {
  BOOST_TEST(without({0}) ==
             "held 0/1/1 category.vip 0/1/1 dinner 0/1/1 rooms 1/0/1 offer; cancelled, held, waitlisted");
  BOOST_TEST(without({1}) ==
             "partly_confirmed 1/0/1 category.vip 1/0/1 dinner 1/0/1 rooms 1/0/1; confirmed, cancelled, waitlisted");
  BOOST_TEST(without({2}) ==
             "partly_confirmed 1/1/0 category.vip 1/1/0 dinner 1/1/0 rooms 1/0/1 offer; confirmed, held, cancelled");
  BOOST_TEST(without({0, 1, 2}) ==
             "cancelled 0/0/0 category.vip 0/0/0 dinner 0/0/0 rooms 0/0/0; cancelled, cancelled, cancelled");
}

BOOST_AUTO_TEST_CASE(an_offer_is_accepted_left_or_declined) {
  BOOST_TEST(told(accepted(registration, terms)) ==
             "partly_confirmed 2/0/1 category.vip 2/0/1 dinner 2/0/1 rooms 1/0/1");
  const auto left = off_the_list(registration, terms, now, "gone");
  BOOST_TEST(told(left) == "confirmed 1/0/0 category.vip 1/0/0 dinner 1/0/0 rooms 1/0/0");
  BOOST_TEST(heads_of(left) == "confirmed, cancelled, cancelled");
  BOOST_TEST(left.wanted_pools.at("rooms") == 1);
  BOOST_TEST(!left.reason);
  registration.held_for = HeldFor::approval;
  registration.approval = Approval::pending;
  BOOST_TEST(told(off_the_list(registration, terms, now, "gone")) ==
             "partly_confirmed 1/1/0 category.vip 1/1/0 dinner 1/1/0 rooms 1/0/0 approval pending");
  const auto refused = declined(registration, terms, now, "no");
  BOOST_TEST(told(refused) == "confirmed 1/0/0 category.vip 1/0/0 dinner 1/0/0 rooms 1/0/0 declined");
  BOOST_TEST(refused.reason.value() == "no");
}

BOOST_AUTO_TEST_CASE(a_hold_of_an_event_that_approves_is_held_on) {
  registration.held_for = HeldFor::hold;
  terms.rules.needs_approval = true;
  const auto after = accepted(registration, terms);
  BOOST_TEST(told(after).ends_with("approval pending"));
  BOOST_TEST(after.heads.held == 1);
  BOOST_TEST(!after.held_until);
}

BOOST_AUTO_TEST_CASE(contingents_are_kept_longest_the_first_listed_before_the_others) {
  for (const auto* key : {"a", "b"}) {
    events::Contingent kept;
    kept.key = key;
    kept.pool = "dinner";
    kept.places = 9;
    terms.contingents.push_back(kept);
  }
  for (const auto* key : {"category.vip", "dinner"}) registration.pools[key] = {.confirmed = 4};
  registration.pools["contingent.a"] = {.confirmed = 2};
  registration.pools["contingent.b"] = {.confirmed = 1};
  registration.heads = {.confirmed = 4};
  registration.held_for.reset();
  registration.participants.clear();
  for (int i = 0; i < 4; ++i) registration.participants.push_back(make_head(registration, nullptr, now));
  const auto contingents_without = [&](std::size_t heads) {
    std::set<core::ParticipantId> ids;
    for (std::size_t i = 0; i < heads; ++i) ids.insert(registration.participants[i].id);
    const auto after = without_heads(registration, ids, terms, now);
    return std::pair(after.pools.at("contingent.a").confirmed, after.pools.at("contingent.b").confirmed);
  };
  BOOST_TEST((contingents_without(1) == std::pair<std::int64_t, std::int64_t>(2, 1)));
  BOOST_TEST((contingents_without(2) == std::pair<std::int64_t, std::int64_t>(2, 0)));
  BOOST_TEST((contingents_without(3) == std::pair<std::int64_t, std::int64_t>(1, 0)));
}

BOOST_AUTO_TEST_CASE(a_cancelled_registration_comes_back_as_it_was_decided_with_who_did_not_leave) {
  auto gone = cancelled(registration, now, "ill");
  gone.fee_net = 5;
  gone.participants[0].left_at = now;
  const auto request = renewed_request(gone, terms, {}, WaitlistPolicy::partial);
  BOOST_TEST(request.heads == 2);
  BOOST_TEST(request.pools.at("rooms") == 2);
  Decision decision;
  decision.heads = {.confirmed = 1, .waitlisted = 1};
  const auto back = reinstated(gone, decision);
  BOOST_TEST(heads_of(back) == "cancelled, confirmed, waitlisted");
  BOOST_TEST(told(back) == "partly_confirmed 1/0/1 category.vip 0/0/0 dinner 0/0/0 rooms 0/0/0");
  BOOST_TEST(back.fee_net == 0);
  BOOST_TEST(!back.reason);
  BOOST_TEST(!back.cancelled_at);
}

BOOST_AUTO_TEST_SUITE_END()
