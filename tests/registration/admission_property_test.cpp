#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "engine/registration/admission.hpp"
#include "tests/registration/queue_model.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::admit;
using registration::may_promote;
using registration::promote;

namespace {

core::CompanyId company(int number) {
  core::CompanyId id;
  id.uuid.bytes[15] = static_cast<unsigned char>(number);
  return id;
}

// Small numbers: so pools run full, and companies come back.
PlaceRequest any_request() {
  PlaceRequest request;
  request.company = company(*rc::gen::inRange(0, 4));
  request.heads = *rc::gen::inRange(1, 5);
  if (const int rooms = *rc::gen::inRange(0, 4); rooms > 0) request.pools["hotel_rooms"] = rooms;
  if (const int seats = *rc::gen::inRange(0, 6); seats > 3) request.pools["bus_seats"] = seats - 3;
  request.policy = *rc::gen::element(WaitlistPolicy::none, WaitlistPolicy::all_or_nothing, WaitlistPolicy::partial);
  return request;
}

std::vector<PlaceRequest> some_requests(int at_most) {
  std::vector<PlaceRequest> requests;
  const int count = *rc::gen::inRange(1, at_most + 1);
  for (int i = 0; i < count; ++i) requests.push_back(any_request());
  return requests;
}

std::map<std::string, PoolState, std::less<>> some_limits() {
  std::map<std::string, PoolState, std::less<>> limits;
  const auto limit = [&](const std::string& key, int below) {
    PoolState pool;
    if (*rc::gen::inRange(0, 4) > 0) pool.limit = *rc::gen::inRange(0, below);
    pool.overbook = *rc::gen::inRange(0, 2);
    if (pool.limit) pool.held = std::min<std::int64_t>(*pool.limit, *rc::gen::inRange(0, 2));
    limits[key] = pool;
  };
  limit("participants", 14);
  limit("companies", 4);
  limit("hotel_rooms", 6);
  return limits;
}

// Entries that say nothing do not count.
Capacity without_zeros(Capacity capacity) {
  std::erase_if(capacity.pools, [](const auto& pool) { return pool.second == PoolState{}; });
  std::erase_if(capacity.companies, [](const auto& heads) { return heads.second == registration::CompanyHeads{}; });
  return capacity;
}

// An event at which some were registered, some of them cancelled and some limits raised: now and then people wait although
// there are places.
QueueModel some_event() {
  QueueModel model{some_limits(), {}};
  const auto requests = some_requests(10);
  const auto admission = admit(model.capacity(), requests);
  for (std::size_t i = 0; i < requests.size(); ++i) model.add(requests[i], admission.decisions[i]);
  std::erase_if(model.entries, [](const Entry&) { return *rc::gen::inRange(0, 3) == 0; });
  for (auto& [key, pool] : model.limits) {
    if (pool.limit) *pool.limit += *rc::gen::inRange(0, 3);
  }
  return model;
}

void require_within_limits(const Capacity& capacity) {
  for (const auto& [key, pool] : capacity.pools) {
    if (pool.limit) RC_ASSERT(pool.confirmed + pool.held <= *pool.limit + pool.overbook);
  }
}

bool nothing(const Decision& decision) {
  return decision.heads.confirmed == 0 && std::all_of(decision.pools.begin(), decision.pools.end(),
                                                      [](const auto& p) { return p.second.confirmed == 0; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(admission_properties)

BOOST_AUTO_TEST_CASE(no_pool_is_ever_given_away_beyond_its_limit_and_overbooking) {
  BOOST_TEST(rc::check([] {
    const QueueModel model{some_limits(), {}};
    require_within_limits(admit(model.capacity(), some_requests(12)).after);
  }));
}

BOOST_AUTO_TEST_CASE(each_request_gets_exactly_what_its_policy_allows_when_all_before_it_are_served) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto requests = some_requests(6);
    const auto admission = admit(model.capacity(), requests);
    RC_ASSERT(admission.decisions.size() == requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const auto expected = model.expected_of_new(requests[i]);
      RC_ASSERT(admission.decisions[i].heads == expected.heads);
      RC_ASSERT(admission.decisions[i].pools == expected.pools);
      RC_ASSERT(admission.decisions[i].refusal.has_value() == (nothing(expected) && !expected.waits()));
      model.add(requests[i], admission.decisions[i]);
    }
  }));
}

BOOST_AUTO_TEST_CASE(the_counters_afterwards_are_those_of_the_decisions) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto requests = some_requests(8);
    const auto admission = admit(model.capacity(), requests);
    for (std::size_t i = 0; i < requests.size(); ++i) model.add(requests[i], admission.decisions[i]);
    RC_ASSERT(without_zeros(admission.after) == without_zeros(model.capacity()));
  }));
}

BOOST_AUTO_TEST_CASE(nothing_of_a_request_is_lost_and_nothing_made_up) {
  BOOST_TEST(rc::check([] {
    const auto requests = some_requests(8);
    const auto model = some_event();
    const auto admission = admit(model.capacity(), requests);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const auto& decision = admission.decisions[i];
      const std::int64_t all = decision.refusal ? 0 : requests[i].heads;
      RC_ASSERT(decision.heads.confirmed + decision.heads.waitlisted == all);
      RC_ASSERT(decision.pools.size() == requests[i].pools.size());
      for (const auto& [key, wanted] : requests[i].pools) {
        const auto& share = decision.pools.at(key);
        RC_ASSERT(share.confirmed + share.waitlisted == (decision.refusal ? 0 : wanted));
      }
      if (requests[i].policy == WaitlistPolicy::none) RC_ASSERT(!decision.waits());
      if (requests[i].policy != WaitlistPolicy::none)
        RC_ASSERT(decision.refusal.has_value() == model.is_beyond(requests[i]));
      if (requests[i].policy == WaitlistPolicy::all_or_nothing && !decision.refusal)
        RC_ASSERT(nothing(decision) == decision.waits());
    }
  }));
}

BOOST_AUTO_TEST_CASE(who_comes_later_changes_nothing_for_who_came_before) {
  BOOST_TEST(rc::check([] {
    const auto capacity = some_event().capacity();
    const auto requests = some_requests(8);
    const auto some = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(requests.size()) + 1));
    const auto all = admit(capacity, requests).decisions;
    const auto first = admit(capacity, std::span(requests).first(some)).decisions;
    RC_ASSERT(std::equal(first.begin(), first.end(), all.begin()));
  }));
}

BOOST_AUTO_TEST_CASE(one_batch_decides_like_one_request_after_the_other) {
  BOOST_TEST(rc::check([] {
    auto capacity = some_event().capacity();
    const auto requests = some_requests(8);
    const auto batch = admit(capacity, requests);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      auto single = admit(std::move(capacity), std::span(requests).subspan(i, 1));
      RC_ASSERT(single.decisions.front() == batch.decisions[i]);
      capacity = std::move(single.after);
    }
    RC_ASSERT(capacity == batch.after);
  }));
}

BOOST_AUTO_TEST_CASE(where_there_is_room_for_all_the_order_does_not_matter) {
  BOOST_TEST(rc::check([] {
    const auto requests = some_requests(8);
    QueueModel model{some_limits(), {}};
    for (auto& [key, pool] : model.limits) {
      if (pool.limit) pool.limit = 1'000;
    }
    std::vector<std::size_t> order(requests.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i)))]);
    }
    std::vector<PlaceRequest> shuffled;
    for (const auto index : order) shuffled.push_back(requests[index]);
    const auto straight = admit(model.capacity(), requests);
    const auto mixed = admit(model.capacity(), shuffled);
    RC_ASSERT(straight.after == mixed.after);
    for (std::size_t i = 0; i < order.size(); ++i) RC_ASSERT(mixed.decisions[i] == straight.decisions[order[i]]);
  }));
}

BOOST_AUTO_TEST_CASE(companies_that_share_no_pool_that_is_full_do_not_feel_each_other) {
  BOOST_TEST(rc::check([] {
    QueueModel model{some_limits(), {}};
    model.limits["participants"] = model.limits["companies"] = PoolState{};
    auto first = any_request();
    auto second = any_request();
    second.company = company(9);
    second.pools.erase("hotel_rooms");
    first.pools.erase("bus_seats");
    const std::vector<PlaceRequest> one{first, second};
    const std::vector<PlaceRequest> other{second, first};
    const auto there = admit(model.capacity(), one);
    const auto back = admit(model.capacity(), other);
    RC_ASSERT(there.decisions[0] == back.decisions[1]);
    RC_ASSERT(there.decisions[1] == back.decisions[0]);
    RC_ASSERT(without_zeros(there.after) == without_zeros(back.after));
  }));
}

BOOST_AUTO_TEST_CASE(promotion_gives_each_in_the_queue_what_those_before_leave) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto admission = promote(model.capacity(), model.rests());
    std::size_t next = 0;
    for (std::size_t i = 0; i < model.entries.size(); ++i) {
      if (!model.entries[i].waits()) continue;
      const auto rest = model.entries[i].rest();
      const auto policy = rest.policy == WaitlistPolicy::none ? WaitlistPolicy::all_or_nothing : rest.policy;
      const auto expected = model.expected(i, rest, policy);
      const auto& decision = admission.decisions[next++];
      RC_ASSERT(decision.heads == expected.heads);
      RC_ASSERT(decision.pools == expected.pools);
      model.entries[i].promoted(decision);
    }
    RC_ASSERT(next == admission.decisions.size());
    require_within_limits(admission.after);
    RC_ASSERT(without_zeros(admission.after) == without_zeros(model.capacity()));
  }));
}

BOOST_AUTO_TEST_CASE(a_second_promotion_right_after_the_first_gives_nothing) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto first = promote(model.capacity(), model.rests());
    model.apply(first.decisions);
    const auto second = promote(model.capacity(), model.rests());
    for (const auto& decision : second.decisions) RC_ASSERT(nothing(decision));
    RC_ASSERT(without_zeros(second.after) == without_zeros(first.after));
  }));
}

BOOST_AUTO_TEST_CASE(the_first_of_the_queue_alone_get_what_they_get_with_all_behind_them) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto rests = model.rests();
    const auto some = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(rests.size()) + 1));
    const auto all = promote(model.capacity(), rests);
    const auto first = promote(model.capacity(), std::span(rests).first(some));
    RC_ASSERT(std::equal(first.decisions.begin(), first.decisions.end(), all.decisions.begin()));
    model.apply(first.decisions);
    RC_ASSERT(without_zeros(first.after) == without_zeros(model.capacity()));
  }));
}

BOOST_AUTO_TEST_CASE(a_queue_served_in_portions_gets_what_it_gets_at_once) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();
    const auto rests = model.rests();
    const auto all = promote(model.capacity(), rests);
    auto capacity = model.capacity();
    const auto heads = std::exchange(capacity.companies, {});  // made known with the portion that names them
    registration::Promotion promotion(capacity);
    std::vector<Decision> decisions;
    while (decisions.size() < rests.size()) {
      const auto left = rests.size() - decisions.size();
      const auto portion = std::span(rests).subspan(
          decisions.size(), static_cast<std::size_t>(*rc::gen::inRange(1, static_cast<int>(left) + 1)));
      std::map<core::CompanyId, registration::CompanyHeads> theirs;
      for (const auto& rest : portion) theirs.emplace(rest.company, heads.at(rest.company));
      for (auto& decision : promotion.serve(portion, theirs)) decisions.push_back(std::move(decision));
      const auto next = static_cast<std::ptrdiff_t>(decisions.size());
      if (!std::all_of(all.decisions.begin() + next, all.decisions.end(), nothing)) RC_ASSERT(promotion.may_go_on());
    }
    RC_ASSERT(!promotion.may_go_on());
    RC_ASSERT(decisions == all.decisions);
    RC_ASSERT(std::move(promotion).finish().pools == all.after.pools);
  }));
}

BOOST_AUTO_TEST_CASE(the_quick_look_never_says_no_where_somebody_would_be_promoted) {
  BOOST_TEST(rc::check([] {
    const auto model = some_event();
    const auto capacity = model.capacity();
    const auto admission = promote(capacity, model.rests());
    const bool somebody = !std::all_of(admission.decisions.begin(), admission.decisions.end(), nothing);
    RC_CLASSIFY(somebody, "somebody is promoted");
    RC_CLASSIFY(!may_promote(capacity), "the queue need not be read");
    if (somebody) RC_ASSERT(may_promote(capacity));
  }));
}

BOOST_AUTO_TEST_SUITE_END()
