// What the database knows of who is before a registration, told; compared with a count over all registrations.
#include "engine/registration/explanation_service.hpp"

#include <map>
#include <random>
#include <set>

#include "engine/registration/explanation_words.hpp"
#include "engine/registration/queue_number.hpp"
#include "engine/registration/queue_store.hpp"
#include "tests/registration/terms_fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Explanation;
using registration::PlaceRequest;
using registration::QueueAhead;
using registration::QueueOrder;

namespace {

constexpr auto all_or_nothing = WaitlistPolicy::all_or_nothing;
constexpr auto partial = WaitlistPolicy::partial;

struct Explaining : TermsFixture {
  registration::ExplanationService explanations{database()};

  Explanation explain(const core::RegistrationId& id) { return explanations.explain(call(), id).value(); }
  std::string codes(const core::RegistrationId& id) {
    std::string text;
    for (const auto& reason : explain(id).reasons) {
      text.append(text.empty() ? "" : " ").append(to_text(reason.code));
      if (reason.pool) text.append(":").append(*reason.pool);
    }
    return text;
  }
  /// "participants 2 of 3, 1/1/2/2 before": left of wanted; registrations, heads, places and kept ones before it.
  std::string waited_for(const core::RegistrationId& id) {
    std::ostringstream text;
    for (const auto& one : explain(id).waits_for) {
      text << (text.tellp() > 0 ? "; " : "") << one.pool << " " << (one.left ? std::to_string(*one.left) : "any")
           << " of " << one.wanted << ", " << one.before.registrations << "/" << one.before.heads << "/"
           << one.before.places << "/" << one.before.kept << " before";
    }
    return text.str();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(explanation_service, Explaining)

BOOST_AUTO_TEST_CASE(a_registration_is_followed_from_the_waiting_list_to_its_end) {
  limit({{"participants", 3, 0}});
  const auto in = enter(2).value();
  const auto group = enter(company, 3, all_or_nothing).value();
  const auto behind = enter(1, all_or_nothing).value();
  BOOST_TEST(codes(in.id) == "confirmed");
  BOOST_TEST(codes(group.id) == "places_taken:participants waits_as_a_whole");
  BOOST_TEST(waited_for(group.id) == "participants 1 of 3, 0/0/0/0 before; companies any of 1, 0/0/0/0 before");
  BOOST_TEST(codes(behind.id) == "places_waited_for:participants behind_others");
  BOOST_TEST(waited_for(behind.id) == "participants 0 of 1, 1/3/3/3 before; companies any of 1, 1/3/1/1 before");
  const auto told_behind = explain(behind.id);
  BOOST_TEST(told_behind.queue->position == 2);
  BOOST_TEST((told_behind.queue->since == behind.registered_at));
  BOOST_TEST(told_behind.queue->before.registrations == 1);
  BOOST_TEST(told_behind.queue->before.heads == 3);
  BOOST_REQUIRE(service.cancel(call(), in.id));
  BOOST_TEST(codes(group.id) == "confirmed");
  BOOST_TEST(codes(behind.id) == "places_taken:participants");
  BOOST_TEST(explain(behind.id).queue->position == 1);
  BOOST_TEST(codes(in.id) == "cancelled");
  BOOST_REQUIRE(held.leave_waitlist(call(), behind.id));
  BOOST_TEST(codes(behind.id) == "left_waitlist");
}

BOOST_AUTO_TEST_CASE(with_exactly_what_is_said_to_lack_it_gets_its_places) {
  limit({{"participants", 4, 0}, {"hotel_rooms", 2, 0}});
  BOOST_REQUIRE(enter(3, WaitlistPolicy::none, 1));
  const auto before = enter(2, all_or_nothing, 1).value();
  const auto group = enter(3, all_or_nothing, 2).value();
  std::map<std::string, std::int64_t> lacking;
  for (const auto& one : explain(group.id).waits_for) {
    if (one.lacks) lacking[one.pool] = one.wanted - (one.total.value() - one.taken - one.before.kept);
  }
  BOOST_TEST_REQUIRE(lacking.size() == 2U);
  BOOST_TEST(lacking["participants"] == 4);
  BOOST_TEST(lacking["hotel_rooms"] == 2);
  limit({{"participants", 4 + 4, 0}, {"hotel_rooms", 2 + 2 - 1, 0}});
  BOOST_TEST(now_is(before.id) == "confirmed 2/0/0 hotel_rooms 1/0/0");
  BOOST_TEST(now_is(group.id) == "waitlisted 0/0/3 hotel_rooms 0/0/2");
  BOOST_TEST(codes(group.id) == "places_taken:hotel_rooms waits_as_a_whole");
  limit({{"participants", 4 + 4, 0}, {"hotel_rooms", 2 + 2, 0}});
  BOOST_TEST(now_is(group.id) == "confirmed 3/0/0 hotel_rooms 2/0/0");
}

BOOST_AUTO_TEST_CASE(what_contingents_keep_is_told_apart_for_others_and_for_its_owner) {
  const auto owner = make_company("Eigner");
  limit({{"participants", 4, 0}});
  put(std::vector{contingent(owner, 3)});
  BOOST_REQUIRE(enter(1));
  const auto other_group = enter(company, 1, all_or_nothing).value();
  const auto own = enter(owner, 4, partial).value();
  BOOST_TEST(told(own) == "partly_confirmed 3/0/1 contingent.own 3/0/0");
  BOOST_REQUIRE(service.cancel(call(), own.id, {.heads = {own.participants[0].id}}));
  BOOST_TEST(now_is(own.id) == "confirmed 3/0/0 contingent.own 3/0/0");
  BOOST_REQUIRE(service.cancel(call(), own.id, {.heads = {own.participants[1].id}}));
  BOOST_TEST(codes(other_group.id) == "places_reserved:participants");
  BOOST_TEST(explain(other_group.id).waits_for[0].reserved == 1);
  const auto second = enter(owner, 2, all_or_nothing).value();
  BOOST_TEST(codes(second.id) == "places_taken:participants behind_others waits_as_a_whole");
  BOOST_TEST(explain(second.id).waits_for[0].reserved == 0);
  BOOST_TEST(explain(second.id).waits_for[0].left.value() == 1);
}

BOOST_AUTO_TEST_CASE(a_higher_priority_and_age_are_told) {
  limit({{"participants", 2, 0}});
  rules.waitlist_order = events::WaitlistOrder::skip_ahead;
  rules.ageing_hours = 1;
  rules.priorities = {
      {.company_role = directory::CompanyRole::vendor, .category = {}, .region_key = {}, .priority = 5}};
  put_rules();
  BOOST_REQUIRE(enter(1));
  const auto group = enter(company, 2, all_or_nothing).value();
  const auto favoured = enter(vendor("Hersteller"), 2, all_or_nothing).value();
  BOOST_TEST(codes(group.id) ==
             "places_taken:participants behind_others overtaken_by_priority may_be_overtaken waits_as_a_whole");
  const auto place = explain(group.id).queue.value();
  BOOST_TEST(place.position == 2);
  BOOST_TEST(place.before.overtook == 1);
  BOOST_TEST(place.priority == 0);
  BOOST_TEST((place.kept_from.value() == group.registered_at + boost::posix_time::hours(1)));
  BOOST_TEST(explain(favoured.id).queue->priority == 5);
  BOOST_TEST(explain(favoured.id).queue->before.overtook == 0);
  BOOST_TEST(waited_for(group.id) == "participants 1 of 2, 1/2/2/0 before; companies any of 1, 1/2/1/0 before");
  minutes_pass(60);
  BOOST_TEST(waited_for(group.id) == "participants 0 of 2, 1/2/2/2 before; companies any of 1, 1/2/1/1 before");
  BOOST_TEST(codes(group.id) == "places_taken:participants behind_others overtaken_by_priority kept_by_age");
}

BOOST_AUTO_TEST_CASE(what_is_held_offered_approved_or_declined_is_told) {
  rules.promotion = events::PromotionMode::offer;
  put_rules();
  limit({{"participants", 2, 0}});
  BOOST_REQUIRE(enter(1));
  const auto taken = hold(company, 1).value();
  const auto waiting = enter(2, partial).value();
  BOOST_TEST(codes(taken.id) == "hold_to_confirm");
  BOOST_TEST(codes(waiting.id) == "places_taken:participants");
  minutes_pass(10);
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(codes(taken.id) == "hold_expired");
  BOOST_TEST(codes(waiting.id) == "offer_to_accept places_held:participants");
  BOOST_REQUIRE(held.confirm(call(), waiting.id));
  BOOST_TEST(codes(waiting.id) == "places_taken:participants confirmed");
  limit({{"participants", 3, 0}});
  BOOST_TEST(codes(waiting.id) == "offer_to_accept confirmed");
  minutes_pass(60 * 48);
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(codes(waiting.id) == "confirmed");
  rules.needs_approval = true;
  put_rules();
  const auto pending = enter(1).value();
  BOOST_TEST(codes(pending.id) == "awaits_approval");
  const auto pending_and_waiting = enter(1, all_or_nothing).value();
  BOOST_TEST(codes(pending_and_waiting.id) == "awaits_approval places_held:participants");
  BOOST_REQUIRE(held.decline(call(), pending.id, "kein Mitglied"));
  BOOST_TEST(summary_of(explain(pending.id), core::Language::de) ==
             "Sie hat keine Plätze. Der Veranstalter hat sie abgelehnt: kein Mitglied.");
}

BOOST_AUTO_TEST_CASE(what_an_over_or_cancelled_event_means_for_who_waits_is_told) {
  limit({{"participants", 1, 0}});
  BOOST_REQUIRE(enter(1));
  const auto waiting = enter(1, all_or_nothing).value();
  set_status(event, events::EventStatus::completed);
  BOOST_TEST(codes(waiting.id) == "event_over places_taken:participants");
  set_status(event, events::EventStatus::closed);
  set_status(event, events::EventStatus::cancelled);
  BOOST_TEST(codes(waiting.id) == "cancelled event_cancelled");
}

BOOST_AUTO_TEST_CASE(a_contingent_whose_time_is_over_but_not_seen_to_leaves_who_waits_to_be_served_next) {
  limit({{"participants", 2, 0}});
  auto kept = contingent(make_company("Eigner"), 1);
  kept.release_at = now + boost::posix_time::hours(1);
  put(std::vector{kept});
  const auto group = enter(company, 2, all_or_nothing).value();
  BOOST_TEST(codes(group.id) == "places_reserved:participants waits_as_a_whole");
  minutes_pass(60);
  BOOST_TEST(codes(group.id) == "served_next");
  BOOST_TEST(sweep() == 1U);
  BOOST_TEST(codes(group.id) == "confirmed");
}

BOOST_AUTO_TEST_CASE(a_registration_of_another_company_or_organization_is_not_there) {
  const auto own = enter(company, 1).value();
  BOOST_TEST(refusal(explanations.explain(caller_of(company), own.id)) == "none");
  BOOST_TEST(refusal(explanations.explain(caller_of(make_company("Andere")), own.id)) == "not_found");
  BOOST_TEST(refusal(explanations.explain(call_of(other), own.id)) == "not_found");
  BOOST_TEST(refusal(explanations.explain(call(), core::RegistrationId::make(now))) == "not_found");
}

// ---- the database's count against a count over all registrations ---------------------------------------------------

struct Recounting : Explaining {
  std::mt19937 random{20261130};
  std::vector<core::CompanyId> some_companies;
  std::vector<events::Contingent> kept;

  int any(int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); }

  void any_terms() {
    rules.waitlist_order = any(2) == 0 ? events::WaitlistOrder::strict : events::WaitlistOrder::skip_ahead;
    rules.ageing_hours = 1;
    rules.priorities.clear();
    if (any(2) == 0) {
      rules.priorities = {
          {.company_role = directory::CompanyRole::vendor, .category = {}, .region_key = {}, .priority = 7}};
    }
    put_rules();
  }
  std::vector<core::RegistrationId> a_crowd() {
    limit({{"participants", 8, 0}, {"companies", 3, 0}, {"hotel_rooms", 3, 0}});
    for (int i = 0; i < 5; ++i) some_companies.push_back(i % 2 == 0 ? make_company("Firma") : vendor("Hersteller"));
    kept = {contingent(some_companies[0], 2), contingent(directory::CompanyRole::vendor, 1, "hotel_rooms")};
    put(kept);
    std::vector<core::RegistrationId> ids;
    for (int i = 0; i < 25; ++i) {
      if (any(5) == 0) minutes_pass(20);
      const auto policy = any(2) == 0 ? all_or_nothing : partial;
      const auto& of = some_companies[static_cast<std::size_t>(any(5))];
      if (const auto made = enter(of, 1 + any(3), policy, any(3))) ids.push_back(made->id);
    }
    for (int i = 0; i < 3; ++i)
      static_cast<void>(service.cancel(call(), ids[static_cast<std::size_t>(any(static_cast<int>(ids.size())))]));
    return ids;
  }

  [[nodiscard]] core::Instant since(const Registration& one) const {
    return one.waits_since.value_or(one.registered_at);
  }
  bool is_kept(const Registration& one) const {
    return rules.waitlist_order == events::WaitlistOrder::strict ||
           since(one) + boost::posix_time::hours(rules.ageing_hours) <= now;
  }
  bool is_vendor(const core::CompanyId& of) const { return of == some_companies[1] || of == some_companies[3]; }

  QueueAhead counted(const std::vector<Registration>& all, const Registration& waiting) const {
    QueueAhead ahead;
    ahead.pools["participants"];
    std::set<core::CompanyId> seated;
    for (const auto& one : all) {
      if (one.heads.taken() > 0) seated.insert(one.company);
    }
    std::map<core::CompanyId, bool> companies_waiting;
    for (const auto& one : all) {
      if (!one.waits() || *one.queue_number >= *waiting.queue_number) continue;
      const auto add = [&](const std::string& pool, std::int64_t places) {
        if (places == 0) return;
        auto& queue = ahead.pools[pool];
        queue = {queue.registrations + 1, queue.heads + one.heads.waitlisted, queue.places + places,
                 queue.kept + (is_kept(one) ? places : 0)};
      };
      ++ahead.registrations;
      ahead.heads += one.heads.waitlisted;
      if (registration::priority_of(*one.queue_number) > registration::priority_of(*waiting.queue_number) &&
          since(one) > since(waiting))
        ++ahead.overtook;
      add("participants", one.heads.waitlisted);
      for (const auto& [pool, share] : one.pools) add(pool, share.waitlisted);
      if (one.heads.waitlisted > 0 && one.company != waiting.company && !seated.contains(one.company)) {
        auto& queue = ahead.pools["companies"];
        ++queue.registrations;
        queue.heads += one.heads.waitlisted;
        companies_waiting[one.company] |= is_kept(one);
      }
      const auto rooms = one.pools.contains("hotel_rooms") ? one.pools.at("hotel_rooms").waitlisted : 0;
      if (is_kept(one) && one.company == some_companies[0]) ahead.claims["contingent.own"] += one.heads.waitlisted;
      if (is_kept(one) && is_vendor(one.company)) ahead.claims["contingent.role"] += rooms;
    }
    for (const auto& [id, is_kept_for_it] : companies_waiting) {
      ++ahead.pools["companies"].places;
      ahead.pools["companies"].kept += is_kept_for_it ? 1 : 0;
    }
    return ahead;
  }
};

BOOST_FIXTURE_TEST_CASE(the_database_counts_who_is_before_as_a_walk_over_all_of_them_does, Recounting) {
  any_terms();
  const auto ids = a_crowd();
  int compared = 0;
  int behind_kept = 0;
  for (int round = 0; round < 4; ++round) {
    any_terms();
    minutes_pass(10);
    std::vector<Registration> all;
    for (const auto& id : ids) all.push_back(read(id));
    for (const auto& waiting : all) {
      if (!waiting.waits()) continue;
      PlaceRequest rest{.company = waiting.company, .heads = 1, .pools = {{"hotel_rooms", 1}}};
      rest.contingents = {"contingent.own", "contingent.role"};
      rest.priority = registration::priority_of(*waiting.queue_number);
      const QueueOrder order{.by_priority = !rules.priorities.empty(),
                             .skip_ahead = rules.waitlist_order == events::WaitlistOrder::skip_ahead};
      auto found = database().read_at_once([&](storage::Transaction& tx) {
        return registration::count_ahead(tx, waiting, rest, order, now - boost::posix_time::hours(rules.ageing_hours));
      });
      auto expected = counted(all, waiting);
      const auto drop_zeros = [](QueueAhead& ahead) {
        std::erase_if(ahead.pools, [](const auto& pool) { return pool.second == registration::PoolQueue{}; });
        std::erase_if(ahead.claims, [](const auto& claim) { return claim.second == 0; });
      };
      drop_zeros(found);
      drop_zeros(expected);
      BOOST_TEST((found == expected));
      ++compared;
      behind_kept += expected.pools.contains("companies") && !expected.claims.empty() ? 1 : 0;
      BOOST_TEST(codes(waiting.id).find("served_next") == std::string::npos);
    }
  }
  BOOST_TEST(compared >= 20);
  BOOST_TEST(behind_kept > 0);
}

BOOST_AUTO_TEST_SUITE_END()
