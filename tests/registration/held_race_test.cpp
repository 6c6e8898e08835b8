// Many at once about places that are held: confirmed, accepted, approved, given up, and over. Eight threads share two databases'
// pools, as two servers would; what was counted is counted again by the fixture.
#include <atomic>
#include <functional>
#include <random>

#include "tests/registration/terms_fixture.hpp"
#include "tests/support/race.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

constexpr int clients = 8;
constexpr auto all_or_nothing = WaitlistPolicy::all_or_nothing;
constexpr auto partial = WaitlistPolicy::partial;

// What one process has.
struct Office {
  explicit Office(const support::TestDatabase& data) : database(support::racing_settings(data, clients)) {}
  storage::Database database;
  registration::RegistrationService desk{database, {}};
  registration::HeldPlacesService held{database, {}};
  registration::HeadService heads{database, {}};
  registration::ReturnService returns{database, {}};
};

struct HeldRaceFixture : TermsFixture {
  Office first{data};
  Office second{data};

  /// The number of the thread and its office.
  void at_once(const std::function<void(int, Office&)>& work) {
    support::at_once(clients, [&](int i) {
      work(i, i % 2 == 0 ? first : second);
      return true;
    });
  }
  [[nodiscard]] access::Call call_at(core::Instant at) const {
    auto caller = call();
    caller.now = at;
    return caller;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(held_races, HeldRaceFixture)

BOOST_AUTO_TEST_CASE(a_hold_that_is_confirmed_while_it_expires_is_one_of_both) {
  constexpr std::size_t holds = 24;
  int confirmed_in_all = 0;
  int expired_in_all = 0;
  for (int round = 0; round < 6; ++round) {
    event = make_event();
    limit({{"participants", static_cast<std::int64_t>(holds), 0}});
    std::vector<Registration> made;
    for (std::size_t i = 0; i < holds; ++i) made.push_back(hold(company, 1).value());
    const auto waiting = enter(static_cast<std::int64_t>(holds), partial).value();
    const auto just_before = made.front().held_until.value() - boost::posix_time::microseconds(1);
    const auto after_all = made.back().held_until.value();
    std::vector<std::atomic<int>> confirmed(holds);
    at_once([&](int i, Office& office) {
      for (std::size_t n = 0; n < holds; ++n) {
        // Four ask for each, each in an order of its own; the others end what is over from the first on.
        const auto at = (n * 7 + static_cast<std::size_t>(i) * 5) % holds;
        if (i < 4) {
          if (office.held.confirm(call_at(just_before), made[at].id)) ++confirmed[at];
        } else {
          office.held.end_what_is_due(after_all, 6);
        }
      }
    });
    held.end_what_is_due(after_all, holds);
    std::int64_t all_confirmed = 0;
    for (std::size_t n = 0; n < holds; ++n) {
      const auto now_is = read(made[n].id).status;
      BOOST_TEST(confirmed[n] <= 1);
      BOOST_TEST((now_is == (confirmed[n] == 1 ? registration::RegistrationStatus::confirmed
                                               : registration::RegistrationStatus::cancelled)));
      all_confirmed += confirmed[n];
    }
    BOOST_TEST(read(waiting.id).heads.confirmed == static_cast<std::int64_t>(holds) - all_confirmed);
    confirmed_in_all += static_cast<int>(all_confirmed);
    expired_in_all += static_cast<int>(holds) - static_cast<int>(all_confirmed);
  }
  // Else nothing was raced for.
  BOOST_TEST(confirmed_in_all > 0);
  BOOST_TEST(expired_in_all > 0);
}

BOOST_AUTO_TEST_CASE(an_offer_that_is_accepted_while_it_expires_is_one_of_both_and_the_next_gets_the_others) {
  constexpr std::size_t offered = 12;
  rules.promotion = events::PromotionMode::offer;
  rules.offer_hours = 1;
  int accepted_in_all = 0;
  int expired_in_all = 0;
  for (int round = 0; round < 6; ++round) {
    event = make_event();
    limit({{"participants", static_cast<std::int64_t>(offered), 0}});
    put_rules();
    const auto there = enter(static_cast<std::int64_t>(offered)).value();
    std::vector<Registration> waiting;
    for (std::size_t i = 0; i < 2 * offered; ++i) waiting.push_back(enter(1, all_or_nothing).value());
    BOOST_REQUIRE(service.cancel(call(), there.id));
    const auto until = read(waiting.front().id).held_until.value();
    std::vector<std::atomic<int>> accepted(offered);
    at_once([&](int i, Office& office) {
      for (std::size_t n = 0; n < offered; ++n) {
        const auto at = (n * 5 + static_cast<std::size_t>(i) * 7) % offered;
        if (i < 4) {
          if (office.held.confirm(call_at(until - boost::posix_time::microseconds(1)), waiting[at].id)) ++accepted[at];
        } else {
          office.held.end_what_is_due(until, 4);
        }
      }
    });
    held.end_what_is_due(until, offered);
    std::size_t expired = 0;
    for (std::size_t n = 0; n < offered; ++n) {
      BOOST_TEST(accepted[n] <= 1);
      BOOST_TEST(now_is(waiting[n].id) == (accepted[n] == 1 ? "confirmed 1/0/0" : "cancelled 0/0/0"));
      expired += accepted[n] == 1 ? 0 : 1;
    }
    // As many of the next have an offer, in their order.
    for (std::size_t n = 0; n < offered; ++n) {
      BOOST_TEST(now_is(waiting[offered + n].id) == (n < expired ? "held 0/1/0 offer" : "waitlisted 0/0/1"));
    }
    accepted_in_all += static_cast<int>(offered - expired);
    expired_in_all += static_cast<int>(expired);
  }
  BOOST_TEST(accepted_in_all > 0);
  BOOST_TEST(expired_in_all > 0);
}

BOOST_AUTO_TEST_CASE(what_is_approved_declined_and_cancelled_at_once_is_one_of_them) {
  rules.needs_approval = true;
  put_rules();
  std::vector<Registration> made;
  for (int i = 0; i < 24; ++i) made.push_back(enter(company, 2).value());
  std::vector<std::atomic<int>> good(made.size());
  at_once([&](int i, Office& office) {
    for (std::size_t n = 0; n < made.size(); ++n) {
      const auto& id = made[n].id;
      if (i % 4 == 0 && office.held.approve(call(), id)) ++good[n];
      if (i % 4 == 1 && office.held.decline(call(), id, "no")) ++good[n];
      if (i % 4 == 2 && n % 2 == 0) static_cast<void>(office.desk.cancel(call(), id));
    }
  });
  for (std::size_t n = 0; n < made.size(); ++n) BOOST_TEST(good[n] <= 1);
  BOOST_TEST(count("select count(*) from registrations where status = 'confirmed' and confirmed_headcount = 0", {}) ==
             0);
}

BOOST_AUTO_TEST_CASE(a_contingent_is_released_once_however_many_look_after_it) {
  limit({{"participants", 6, 0}});
  auto kept = contingent(company, 6);
  kept.release_at = now + boost::posix_time::hours(1);
  put(std::vector{kept});
  const auto waiting = enter(4, all_or_nothing).value();
  now = *kept.release_at;
  at_once([&](int i, Office& office) {
    if (i % 2 == 0) {
      office.held.end_what_is_due(now, 10);
    } else {
      static_cast<void>(office.desk.register_group(call(), event, group(company, 1)));
    }
  });
  BOOST_TEST(now_is(waiting.id) == "confirmed 4/0/0");
  BOOST_TEST(pool("participants") == "6/0/0 of 6");
  BOOST_TEST(count("select count(*) from audit_entries where action = 'contingent_released'", {}) == 1);
}

BOOST_AUTO_TEST_CASE(registrations_that_move_both_ways_at_once_arrive_once) {
  const auto next = make_event();
  limit({{"participants", 40, 0}});
  BOOST_REQUIRE(capacity.put(call(), next, {{"participants", 40, 0}}, {}));
  std::vector<Registration> here;
  std::vector<Registration> there;
  for (int i = 0; i < 12; ++i) {
    here.push_back(enter(company, 2).value());
    there.push_back(service.register_group(call(), next, group(company, 2)).value());
  }
  std::atomic<int> moved = 0;
  at_once([&](int i, Office& office) {
    for (std::size_t n = 0; n < here.size(); ++n) {
      const auto& id = i % 4 < 2 ? here[n].id : there[n].id;
      moved +=
          office.returns.transfer(call(), id, {.to = i % 4 < 2 ? next : event, .category = {}, .waitlist = {}}) ? 1 : 0;
    }
  });
  BOOST_TEST(moved == 24);
  BOOST_TEST(pool("participants") == "24/0/0 of 40");
  BOOST_TEST(pool("participants", next) == "24/0/0 of 40");
}

BOOST_AUTO_TEST_CASE(a_delegate_who_replaces_the_same_head_many_times_at_once_comes_once) {
  const auto made = enter(company, 1).value();
  std::atomic<int> good = 0;
  at_once([&](int i, Office& office) {
    good += office.heads.replace(call(), made.id, made.participants[0].id, naming("Neu " + std::to_string(i))) ? 1 : 0;
  });
  BOOST_TEST(good == 1);
  BOOST_TEST(heads_of(read(made.id)) == "cancelled, confirmed");
}

BOOST_AUTO_TEST_CASE(whatever_all_do_at_once_no_pool_is_given_away_twice) {
  limit({{"participants", 30, 0}, {"dinner", 24, 0}, {"companies", 6, 0}, {"hotel_rooms", 8, 0}});
  auto vip = category("vip", 12);
  vip.pools["dinner"] = 1;
  put(std::vector{vip, category("plain")});
  put(std::vector{contingent(company, 6), contingent(directory::CompanyRole::vendor, 5)});
  std::vector<core::CompanyId> firms{company, vendor("Aussteller"), vendor("Noch einer")};
  for (int i = 0; i < 5; ++i) firms.push_back(make_company("Firma"));
  rules.promotion = events::PromotionMode::offer;
  rules.priorities.push_back(
      {.company_role = directory::CompanyRole::vendor, .category = {}, .region_key = {}, .priority = 3});
  rules.waitlist_order = events::WaitlistOrder::skip_ahead;
  rules.ageing_hours = 1;
  rules.hold_minutes = 5;
  rules.max_heads_per_company = 25;
  put_rules();
  std::atomic<int> done_in_all = 0;
  at_once([&](int i, Office& office) {
    std::mt19937 random(static_cast<unsigned>(i));
    const auto below = [&](std::size_t count) {
      return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    auto at = now;
    std::vector<core::RegistrationId> own;
    const auto ok = [&](const core::Result<Registration>& result) { done_in_all += result ? 1 : 0; };
    for (int step = 0; step < 60; ++step) {
      at += boost::posix_time::minutes(1);
      const auto caller = call_at(at);
      if (own.empty() || below(3) == 0) {
        auto wish = group(firms[below(firms.size())], 1 + static_cast<std::int64_t>(below(4)),
                          below(2) == 0 ? partial : all_or_nothing, static_cast<std::int64_t>(below(3)));
        wish.category = below(2) == 0 ? "vip" : "plain";
        wish.hold = below(3) == 0;
        const auto made = office.desk.register_group(caller, event, wish);
        if (made) own.push_back(made->id);
        ok(made);
        continue;
      }
      const auto& id = own[below(own.size())];
      switch (below(7)) {
        case 0:
          ok(office.held.confirm(caller, id));
          break;
        case 1:
          ok(office.held.leave_waitlist(caller, id));
          break;
        case 2:
          ok(office.desk.cancel(caller, id));
          break;
        case 3: {
          const auto known = office.desk.find(caller, id);
          if (known) ok(office.desk.cancel(caller, id, {.heads = {known->participants.front().id}}));
          break;
        }
        case 4: {
          registration::MoreHeads heads;
          heads.headcount = 1;
          ok(office.heads.add(caller, id, heads));
          break;
        }
        case 5:
          ok(office.returns.reinstate(caller, id, partial));
          break;
        default:
          office.held.end_what_is_due(at, 5);
      }
    }
  });
  BOOST_TEST(done_in_all > 100);
  BOOST_TEST(differences() == "");
  BOOST_TEST(count("select count(*) from contingents c join capacity_pools p on p.event_id = c.event_id and "
                   "p.pool_key = concat('contingent.', c.contingent_key) where p.confirmed + p.held > c.places",
                   {}) == 0);
  // What nobody answers ends, and what is offered then as well.
  for (int round = 0; round < 100 && count("select count(*) from registration_deadlines", {}) > 0; ++round) {
    later(60 * 60 * 49);
    while (sweep() > 0) continue;
  }
  BOOST_TEST(count("select count(*) from registration_deadlines", {}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
