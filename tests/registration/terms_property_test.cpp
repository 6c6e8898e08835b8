// What terms of an event change in admission: contingents, places per head, held places, priorities, skipping ahead.
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/registration/admission.hpp"
#include "tests/registration/terms_samples.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::admit;
using registration::may_promote;
using registration::promote;
using registration::QueueOrder;

namespace {

// Entries that say nothing do not count; nor does what is set aside, which a promotion does not keep.
Capacity counters(Capacity capacity) {
  for (auto& [key, pool] : capacity.pools) pool.aside.clear();
  for (auto& [key, kept] : capacity.contingents) kept.aside.clear();
  for (auto& [id, heads] : capacity.companies) heads.aside.reset();
  std::erase_if(capacity.pools, [](const auto& pool) { return pool.second == PoolState{}; });
  std::erase_if(capacity.companies, [](const auto& heads) { return heads.second == registration::CompanyHeads{}; });
  return capacity;
}

std::map<int, std::int64_t> set_aside(std::map<int, std::int64_t> by_priority) {
  std::erase_if(by_priority, [](const auto& places) { return places.second == 0; });
  return by_priority;
}

Decision without_holds(Decision decision) {
  const auto confirm = [](Share& share) { share.confirmed += std::exchange(share.held, 0); };
  confirm(decision.heads);
  for (auto& [key, share] : decision.pools) confirm(share);
  return decision;
}

void require_sound(const TermsModel& model) {
  for (const auto& [key, pool] : model.limits) {
    if (pool.limit && key != "companies") RC_ASSERT(model.taken(key) + model.reserved(key) <= *model.total(key));
  }
  std::set<core::CompanyId> companies;
  for (const auto& one : model.seated) {
    if (one.heads.taken() > 0) companies.insert(one.request.company);
    RC_ASSERT(one.heads.confirmed >= 0);
    RC_ASSERT(one.heads.held >= 0);
    RC_ASSERT(one.heads.waitlisted >= 0);
    for (const auto& [key, share] : one.pools) {
      RC_ASSERT(share.confirmed >= 0);
      RC_ASSERT(share.held >= 0);
      RC_ASSERT(share.waitlisted >= 0);
    }
    std::map<std::string, std::int64_t> of_contingents;
    for (const auto& [key, kept] : model.contingents) {
      RC_ASSERT(one.of(key).taken() == 0 || one.may_take_from(key));
      RC_ASSERT(one.of(key).waitlisted == 0);
      of_contingents[kept.pool] += one.of(key).taken();
    }
    for (const auto& [key, taken] : of_contingents) RC_ASSERT(taken <= one.of(key).taken());
  }
  if (const auto all = model.total("companies")) RC_ASSERT(static_cast<std::int64_t>(companies.size()) <= *all);
  for (const auto& [key, kept] : model.contingents) RC_ASSERT(model.taken(key) <= kept.places);
}

// All that was asked for is there, taken or waited for; and of no pool anything general was taken while the own contingent had
// places.
void require_whole(const TermsModel& after, const PlaceRequest& request, const Decision& decision) {
  RC_ASSERT(decision.heads.all() == request.heads);
  for (const auto& [key, wanted] : request.places()) RC_ASSERT(decision.pools.at(key).all() == wanted);
  for (const auto& key : request.contingents) {
    if (after.unused(key) == 0) continue;
    const auto& pool = after.contingents.at(key).pool;
    std::int64_t of_contingents = 0;
    for (const auto& one : request.contingents) {
      const auto found = decision.pools.find(one);
      if (after.contingents.at(one).pool == pool && found != decision.pools.end())
        of_contingents += found->second.taken();
    }
    const auto share = decision.pools.find(pool);
    const auto taken = pool == "participants"          ? decision.heads.taken()
                       : share == decision.pools.end() ? 0
                                                       : share->second.taken();
    RC_ASSERT(of_contingents == taken);
  }
}

// Nobody was given of a pool what those before wait for: beyond what is kept for him there is still enough for all of them.
void require_order(const TermsModel& after, const std::vector<std::size_t>& before, const PlaceRequest& request,
                   const Decision& decision) {
  auto taken = std::map<std::string, std::int64_t>{{"participants", decision.heads.taken()}};
  for (const auto& [key, share] : decision.pools) taken[key] = share.taken();
  for (const auto& key : request.contingents) taken[after.contingents.at(key).pool] -= taken[key];
  for (const auto& [key, general] : taken) {
    if (after.contingents.contains(key) || general <= 0) continue;
    const auto left = after.left_after(key, before);
    if (left) RC_ASSERT(*left >= 0);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terms_properties)

BOOST_AUTO_TEST_CASE(whatever_happens_limits_contingents_and_companies_keep_what_is_theirs) {
  BOOST_TEST(rc::check([] {
    auto model = some_terms();
    for (int step = *rc::gen::inRange(1, 12); step > 0; --step) {
      switch (*rc::gen::inRange(0, 5)) {
        case 0:
          let_time_pass(model);
          break;
        case 1:
          model.apply(promote(model.capacity(), model.rests()).decisions);
          break;
        default:
          admit_one(model, any_request(model));
      }
      require_sound(model);
    }
  }));
}

BOOST_AUTO_TEST_CASE(each_request_gets_exactly_what_its_policy_allows_behind_those_before_it) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    for (const auto& request : some_requests(model, 6)) {
      const auto decision = admit(model.capacity(), std::span(&request, 1)).decisions.front();
      const bool is_limited = model.is_beyond_limits_of_company(request);
      const auto policy = model.is_beyond(request) ? WaitlistPolicy::none : request.policy;
      const auto before = model.before(request.priority);
      const auto expected = model.expected(request, policy, before);
      const bool is_refused = is_limited || (nothing(expected) && !expected.waits());
      RC_CLASSIFY(is_refused, "refused");
      RC_CLASSIFY(expected.waits(), "waits");
      RC_CLASSIFY(decision.heads.taken() > 0 && decision.waits(), "gets a part");
      RC_ASSERT(decision.refusal.has_value() == is_refused);
      if (is_refused) {
        RC_ASSERT(nothing(decision));
        RC_ASSERT(!decision.waits());
        continue;
      }
      RC_ASSERT(decision.heads == expected.heads);
      RC_ASSERT(decision.pools == expected.pools);
      model.add(request, decision);
      require_whole(model, request, decision);
      require_order(model, before, request, decision);
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_batch_leaves_what_is_counted_and_decides_like_one_after_the_other) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto requests = some_requests(model, 8);
    const auto batch = admit(model.capacity(), requests);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const auto single = admit(model.capacity(), std::span(&requests[i], 1));
      RC_ASSERT(single.decisions.front() == batch.decisions[i]);
      model.add(requests[i], batch.decisions[i]);
    }
    RC_ASSERT(counters(batch.after) == counters(model.capacity()));
    const auto counted = model.capacity();
    for (const auto& [key, pool] : counted.pools)
      RC_ASSERT(set_aside(batch.after.pool(key).aside) == set_aside(pool.aside));
    for (const auto& [key, kept] : counted.contingents)
      RC_ASSERT(set_aside(batch.after.contingents.at(key).aside) == set_aside(kept.aside));
  }));
}

BOOST_AUTO_TEST_CASE(promotion_gives_each_in_the_queue_what_those_before_leave) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto rests = model.rests();
    const auto queue = model.queue();
    const auto admission = promote(model.capacity(), rests);
    RC_ASSERT(admission.decisions.size() == queue.size());
    std::vector<std::size_t> before;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      // Nobody behind takes anything but by this: so those behind count with what they have.
      const auto policy = rests[i].policy == WaitlistPolicy::none ? WaitlistPolicy::all_or_nothing : rests[i].policy;
      const auto expected = model.expected(rests[i], policy, before);
      const auto& decision = admission.decisions[i];
      RC_CLASSIFY(!nothing(decision), "somebody is promoted");
      RC_ASSERT(decision.heads == expected.heads);
      RC_ASSERT(decision.pools == expected.pools);
      model.seated[queue[i]].promoted(decision);
      require_whole(model, rests[i], decision);
      require_order(model, before, rests[i], decision);
      before.push_back(queue[i]);
    }
    require_sound(model);
    RC_ASSERT(counters(admission.after) == counters(model.capacity()));
  }));
}

BOOST_AUTO_TEST_CASE(a_second_promotion_right_after_the_first_gives_nothing) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    model.apply(promote(model.capacity(), model.rests()).decisions);
    for (const auto& decision : promote(model.capacity(), model.rests()).decisions) RC_ASSERT(nothing(decision));
  }));
}

BOOST_AUTO_TEST_CASE(a_queue_served_in_portions_gets_what_it_gets_at_once) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto rests = model.rests();
    const auto all = promote(model.capacity(), rests);
    auto capacity = model.capacity();
    const auto heads = std::exchange(capacity.companies, {});
    registration::Promotion promotion(capacity);
    std::vector<Decision> decisions;
    while (decisions.size() < rests.size()) {
      const auto left = static_cast<int>(rests.size() - decisions.size());
      const auto portion =
          std::span(rests).subspan(decisions.size(), static_cast<std::size_t>(*rc::gen::inRange(1, left + 1)));
      std::map<core::CompanyId, registration::CompanyHeads> theirs;
      for (const auto& rest : portion) theirs.emplace(rest.company, heads.at(rest.company));
      for (auto& decision : promotion.serve(portion, theirs)) decisions.push_back(std::move(decision));
      const auto next = static_cast<std::ptrdiff_t>(decisions.size());
      if (!std::all_of(all.decisions.begin() + next, all.decisions.end(), nothing)) RC_ASSERT(promotion.may_go_on());
    }
    RC_ASSERT(decisions == all.decisions);
    const auto after = std::move(promotion).finish();
    RC_ASSERT(counters(after).pools == counters(all.after).pools);
  }));
}

BOOST_AUTO_TEST_CASE(the_quick_look_never_says_no_where_somebody_would_be_promoted) {
  BOOST_TEST(rc::check([] {
    const auto model = some_event();
    const auto decisions = promote(model.capacity(), model.rests()).decisions;
    if (!std::all_of(decisions.begin(), decisions.end(), nothing)) RC_ASSERT(may_promote(model.capacity()));
  }));
}

BOOST_AUTO_TEST_CASE(equal_priorities_and_nobody_young_are_the_plain_order) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    model.order = {};
    for (auto& one : model.seated) {
      one.request.priority = 0;
      one.request.has_waited_long = true;
    }
    auto requests = some_requests(model, 6);
    for (auto& request : requests) request.has_waited_long = true;
    const auto plain = admit(model.capacity(), requests);
    const auto promoted = promote(model.capacity(), model.rests());
    for (const auto& order : {QueueOrder{true, false}, QueueOrder{false, true}, QueueOrder{true, true}}) {
      model.order = order;
      RC_ASSERT(admit(model.capacity(), requests).decisions == plain.decisions);
      RC_ASSERT(promote(model.capacity(), model.rests()).decisions == promoted.decisions);
    }
  }));
}

BOOST_AUTO_TEST_CASE(held_places_are_as_scarce_as_confirmed_ones) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    model.max_held_heads_per_company.reset();
    const auto requests = some_requests(model, 6);
    auto confirmed = requests;
    for (auto& request : confirmed) request.held = false;
    const auto some_held = admit(model.capacity(), requests).decisions;
    const auto none_held = admit(model.capacity(), confirmed).decisions;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      RC_ASSERT(without_holds(some_held[i]) == none_held[i]);
      if (requests[i].held) RC_ASSERT(some_held[i].heads.confirmed == 0);
      if (!requests[i].held) RC_ASSERT(some_held[i].heads.held == 0);
    }
  }));
}

BOOST_AUTO_TEST_CASE(what_shares_no_pool_and_no_company_may_come_in_any_order) {
  BOOST_TEST(rc::check([] {
    auto model = some_terms();
    model.limits["participants"] = model.limits["companies"] = PoolState{};
    model.contingents.erase("contingent.first");
    model.contingents.erase("contingent.role");
    auto first = any_request(model);
    auto second = any_request(model);
    first.company = company(0);
    first.contingents = {"contingent.dinner"};
    first.pools.erase("hotel_rooms");
    second.company = company(3);
    second.contingents.clear();
    second.pools = {{"hotel_rooms", 2}};
    second.per_head.clear();
    const auto there = admit(model.capacity(), std::vector{first, second});
    const auto back = admit(model.capacity(), std::vector{second, first});
    RC_ASSERT(there.decisions[0] == back.decisions[1]);
    RC_ASSERT(there.decisions[1] == back.decisions[0]);
    RC_ASSERT(counters(there.after) == counters(back.after));
  }));
}

BOOST_AUTO_TEST_CASE(places_that_are_kept_beyond_what_there_is_are_not_given_beyond_it) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    for (auto& [key, kept] : model.contingents) kept.places += *rc::gen::inRange(0, 6);
    for (const auto& request : some_requests(model, 6)) admit_one(model, request);
    model.apply(promote(model.capacity(), model.rests()).decisions);
    for (const auto& [key, pool] : model.limits) {
      if (pool.limit && key != "companies") RC_ASSERT(model.taken(key) <= *model.total(key));
    }
  }));
}

BOOST_AUTO_TEST_SUITE_END()
