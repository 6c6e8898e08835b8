// What an explanation says to lack is what admission lacks: against the list of who waits, and against promotions.
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/registration/explanation.hpp"
#include "tests/registration/terms_samples.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::at_its_turn;
using registration::Circumstances;
using registration::Explanation;
using registration::PoolQueue;
using registration::promote;
using registration::QueueAhead;
using registration::ReasonCode;
using registration::Wish;
using registration::wishes;

namespace {

constexpr std::int64_t plenty = 1'000;

// Some who wait, at an event where whoever could be served was.
TermsModel some_event_at_rest() {
  auto model = some_event();
  for (const auto& request : some_requests(model, 5)) admit_one(model, request);
  model.apply(promote(model.capacity(), model.rests()).decisions);
  return model;
}

struct Waiting {
  std::size_t index = 0;
  std::vector<std::size_t> before;
  PlaceRequest rest;
};
std::vector<Waiting> all_waiting(const TermsModel& model) {
  std::vector<Waiting> all;
  std::vector<std::size_t> before;
  for (const auto index : model.queue()) {
    all.push_back({.index = index, .before = before, .rest = model.seated[index].rest()});
    before.push_back(index);
  }
  return all;
}

// Counted from the list.
QueueAhead ahead_of(const TermsModel& model, const Waiting& waiting) {
  QueueAhead ahead;
  std::set<core::CompanyId> seated;
  for (const auto& one : model.seated) {
    if (one.heads.taken() > 0) seated.insert(one.request.company);
  }
  std::map<core::CompanyId, bool> companies;  // that wait for a place of their own: is it kept for them?
  const auto count = [&](const std::string& pool, const Seated& one) {
    const auto places = one.of(pool).waitlisted;
    if (places == 0) return;
    auto& queue = ahead.pools[pool];
    ++queue.registrations;
    queue.heads += one.heads.waitlisted;
    queue.places += places;
    if (model.is_kept_for(one)) queue.kept += places;
  };
  for (const auto index : waiting.before) {
    const auto& one = model.seated[index];
    ++ahead.registrations;
    ahead.heads += one.heads.waitlisted;
    if (one.request.priority > waiting.rest.priority && index > waiting.index) ++ahead.overtook;
    count("participants", one);
    for (const auto& [pool, share] : one.pools) count(pool, one);
    for (const auto& [key, kept] : model.contingents) {
      if (one.may_take_from(key) && model.is_kept_for(one)) ahead.claims[key] += one.of(kept.pool).waitlisted;
    }
    if (one.heads.waitlisted == 0 || one.request.company == waiting.rest.company) continue;
    if (seated.contains(one.request.company)) continue;
    auto& queue = ahead.pools["companies"];
    ++queue.registrations;
    queue.heads += one.heads.waitlisted;
    companies[one.request.company] |= model.is_kept_for(one);
  }
  for (const auto& [company, is_kept] : companies) {
    ++ahead.pools["companies"].places;
    ahead.pools["companies"].kept += is_kept ? 1 : 0;
  }
  return ahead;
}

std::vector<Wish> wishes_of(const TermsModel& model, const Waiting& waiting) {
  return wishes(at_its_turn(model.capacity(), ahead_of(model, waiting), waiting.rest.priority), waiting.rest);
}

// For whom nothing is kept is not there for those behind: if it waited no more, nothing would change for them.
void let_those_stand_aside(TermsModel& model, const std::vector<std::size_t>& before) {
  for (const auto index : before) {
    auto& one = model.seated[index];
    if (model.is_kept_for(one)) continue;
    one.heads.waitlisted = 0;
    for (auto& [pool, share] : one.pools) share.waitlisted = 0;
  }
}

bool gets_all_of_it(TermsModel model, std::size_t index) {
  model.apply(promote(model.capacity(), model.rests()).decisions);
  return !model.seated[index].waits();
}

bool company_waits_before(const TermsModel& model, const Waiting& waiting) {
  return std::any_of(waiting.before.begin(), waiting.before.end(), [&](std::size_t index) {
    const auto& one = model.seated[index];
    return one.heads.waitlisted > 0 && one.request.company == waiting.rest.company;
  });
}

bool contingent_waits_before(const TermsModel& model, const Waiting& waiting, const std::string& pool) {
  return std::any_of(waiting.before.begin(), waiting.before.end(), [&](std::size_t index) {
    const auto& one = model.seated[index];
    return one.of(pool).waitlisted > 0 &&
           std::any_of(one.request.contingents.begin(), one.request.contingents.end(), [&](const std::string& key) {
             return model.contingents.at(key).pool == pool && model.unused(key) > 0;
           });
  });
}

void raise(TermsModel& model, const std::string& pool) {
  if (model.limits[pool].limit) *model.limits[pool].limit += plenty;
}

registration::Registration as_registration(const TermsModel& model, const Waiting& waiting) {
  const auto& seated = model.seated[waiting.index];
  registration::Registration made;
  made.company = seated.request.company;
  made.policy = seated.request.policy;
  made.heads = seated.heads;
  made.pools = seated.pools;
  made.status = registration::status_of(made.heads, made.pools);
  made.registered_at = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
  return made;
}

Explanation explained(const TermsModel& model, const Waiting& waiting) {
  static const events::RegistrationRules rules;
  return registration::explain(as_registration(model, waiting),
                               Circumstances{.event_status = events::EventStatus::open,
                                             .rules = &rules,
                                             .now = core::parse_rfc3339("2016-11-11T08:00:00Z").value(),
                                             .rest = waiting.rest,
                                             .capacity = model.capacity(),
                                             .ahead = ahead_of(model, waiting)});
}

bool is_about_places(ReasonCode code) {
  return code == ReasonCode::places_taken || code == ReasonCode::places_held || code == ReasonCode::places_reserved ||
         code == ReasonCode::places_waited_for || code == ReasonCode::beyond_total;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explanation_properties)

BOOST_AUTO_TEST_CASE(what_is_left_of_each_pool_is_what_those_before_leave) {
  BOOST_TEST(rc::check([] {
    const auto model = some_event_at_rest();
    for (const auto& waiting : all_waiting(model)) {
      auto wanted = TermsModel::wishes(waiting.rest, waiting.rest.heads);
      std::erase_if(wanted, [](const auto& wish) { return wish.second == 0; });
      const auto found = wishes_of(model, waiting);
      for (const auto& wish : found) {
        if (wish.pool == "companies") {
          RC_ASSERT(wish.wanted == 1);
          RC_ASSERT(wish.lacks() == !model.has_company_place(waiting.rest, waiting.before));
          continue;
        }
        RC_ASSERT(wish.wanted == wanted.at(wish.pool));
        const auto expected = model.places_for(waiting.rest, wish.pool, waiting.before);
        RC_ASSERT(wish.places.has_value() == expected.has_value());
        // How far it is below nothing is not asked.
        const auto left = [](std::optional<std::int64_t> places) {
          return std::max<std::int64_t>(0, places.value_or(0));
        };
        RC_ASSERT(left(wish.places) == left(expected));
        wanted.erase(wish.pool);
      }
      RC_ASSERT(wanted.empty());
      if (!model.has_company_place(waiting.rest, waiting.before))
        RC_ASSERT(std::any_of(found.begin(), found.end(), [](const Wish& wish) { return wish.pool == "companies"; }));
    }
  }));
}

BOOST_AUTO_TEST_CASE(who_waits_at_rest_lacks_something) {
  BOOST_TEST(rc::check([] {
    const auto model = some_event_at_rest();
    for (const auto& waiting : all_waiting(model)) {
      const auto found = wishes_of(model, waiting);
      RC_ASSERT(std::any_of(found.begin(), found.end(), [](const Wish& wish) { return wish.lacks(); }));
    }
  }));
}

BOOST_AUTO_TEST_CASE(with_enough_of_what_it_lacks_a_promotion_gives_it_all) {
  BOOST_TEST(rc::check([] {
    const auto model = some_event_at_rest();
    for (const auto& waiting : all_waiting(model)) {
      auto richer = model;
      let_those_stand_aside(richer, waiting.before);
      for (const auto& wish : wishes_of(model, waiting)) {
        if (wish.lacks()) raise(richer, wish.pool);
      }
      RC_ASSERT(gets_all_of_it(richer, waiting.index));
    }
  }));
}

BOOST_AUTO_TEST_CASE(with_enough_of_all_but_one_pool_it_waits_for_that_one_exactly_if_it_lacks) {
  BOOST_TEST(rc::check([] {
    const auto model = some_event_at_rest();
    for (const auto& waiting : all_waiting(model)) {
      const auto found = wishes_of(model, waiting);
      for (const auto& wish : found) {
        // An earlier one of its company that is served brings the company's place; one with a contingent takes less from what is
        // left for all than is set aside for it.
        if (wish.pool == "companies" ? company_waits_before(model, waiting)
                                     : contingent_waits_before(model, waiting, wish.pool))
          continue;
        auto richer = model;
        let_those_stand_aside(richer, waiting.before);
        for (const auto& other : found) {
          if (other.pool != wish.pool) raise(richer, other.pool);
        }
        RC_ASSERT(gets_all_of_it(richer, waiting.index) == !wish.lacks());
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(each_pool_that_lacks_has_one_reason_and_what_takes_it_away_is_there) {
  BOOST_TEST(rc::check([] {
    const auto model = some_event_at_rest();
    for (const auto& waiting : all_waiting(model)) {
      const auto explanation = explained(model, waiting);
      const auto capacity = model.capacity();
      std::set<std::string> said;
      for (const auto& reason : explanation.reasons) {
        if (!is_about_places(reason.code)) continue;
        RC_ASSERT(said.insert(reason.pool.value()).second);
        const auto& pool = capacity.pool(*reason.pool);
        if (reason.code == ReasonCode::places_taken) RC_ASSERT(pool.confirmed > 0);
        if (reason.code == ReasonCode::places_held) RC_ASSERT(pool.held > 0);
        if (reason.code == ReasonCode::places_reserved) RC_ASSERT(pool.reserved > 0);
        if (reason.code == ReasonCode::places_waited_for) RC_ASSERT(reason.counts.at("kept") > 0);
      }
      std::set<std::string> lacking;
      for (const auto& waited : explanation.waits_for) {
        if (waited.lacks) lacking.insert(waited.pool);
        RC_ASSERT(waited.lacks == (waited.left && *waited.left < waited.wanted));
      }
      RC_ASSERT(said == lacking);
      RC_ASSERT(explanation.queue->position == static_cast<std::int64_t>(waiting.before.size()) + 1);
    }
  }));
}

BOOST_AUTO_TEST_CASE(whom_a_promotion_would_serve_lacks_nothing_when_all_before_it_are_served) {
  BOOST_TEST(rc::check([] {
    auto model = some_event();  // not at rest: limits are higher, others are gone
    const auto decisions = promote(model.capacity(), model.rests()).decisions;
    const auto all = all_waiting(model);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto found = wishes_of(model, {.index = all[i].index, .before = all[i].before, .rest = all[i].rest});
      const bool lacks = std::any_of(found.begin(), found.end(), [](const Wish& wish) { return wish.lacks(); });
      RC_CLASSIFY(!lacks, "is served");
      RC_ASSERT(lacks == decisions[i].waits());
      model.seated[all[i].index].promoted(decisions[i]);
    }
  }));
}

BOOST_AUTO_TEST_SUITE_END()
