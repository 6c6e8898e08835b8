// Many at once: what the locks are for. Each race is run by threads with connections of their own; between processes the
// same locks decide (tests/blackbox). With TAGWERK_FAULTS the same races show that they can fail.
#include "tests/support/race.hpp"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <future>
#include <thread>

#include "engine/core/faults.hpp"
#include "engine/registration/registration_service.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Direction;

namespace {

constexpr int clients = 16;

struct RaceFixture : RegistrationFixture {
  storage::Database many{support::racing_settings(data, clients)};
  registration::RegistrationService desk{many, {}};
  registration::CheckInService door{many, {}};
  std::vector<core::CompanyId> firms;

  RaceFixture() {
    for (int i = 0; i < clients; ++i) firms.push_back(make_company("Firma " + std::to_string(i)));
  }

  /// How many of `clients` calls at the same moment return true.
  template <class Ask>
  static int at_once(Ask&& ask) {
    return support::at_once(clients, ask);
  }

  core::CompanyId firm(int i) const { return firms[static_cast<std::size_t>(i)]; }

  /// Everybody wants one of the last places of a new event.
  int race_for(std::int64_t places_left) {
    event = make_event();
    limit({{"participants", places_left, 0}});
    const auto caller = call();
    return at_once([&](int i) { return desk.register_group(caller, event, group(firm(i), 1)).has_value(); });
  }

  int scan_at_once(const std::string& ticket, bool same_nonce) {
    const auto caller = call();
    return at_once([&](int i) {
      registration::NewCheckIn scan{
          .ticket_code = ticket, .direction = Direction::entry, .at = {}, .nonce = {}, .forced = false};
      if (same_nonce) scan.nonce = "the-same";
      static_cast<void>(i);
      return door.check_in(caller, event, scan).has_value();
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(races, RaceFixture)

BOOST_AUTO_TEST_CASE(the_last_places_are_given_once_in_sixty_four_races) {
  for (int round = 0; round < 64; ++round) {
    BOOST_TEST_REQUIRE(race_for(5) == 5);
    BOOST_TEST_REQUIRE(places() == "participants 5+0/5; companies 5+0");
  }
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(the_last_places_for_companies_are_given_once) {
  for (int round = 0; round < 8; ++round) {
    event = make_event();
    limit({{"companies", 3, 0}});
    const auto caller = call();
    // Four registrations of each of four companies.
    const auto good =
        at_once([&](int i) { return desk.register_group(caller, event, group(firm(i / 4), 1)).has_value(); });
    BOOST_TEST(good == 12);
    BOOST_TEST(places() == "companies 3+0/3; participants 12+0");
  }
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(the_first_registrations_make_the_row_of_a_pool_together) {
  for (int round = 0; round < 8; ++round) {
    event = make_event();
    const auto caller = call();
    const auto good = at_once([&](int i) {
      return desk.register_group(caller, event, group(firm(i), 1, WaitlistPolicy::none, 2)).has_value();
    });
    BOOST_TEST(good == clients);
    BOOST_TEST(count("select confirmed from capacity_pools where event_id = :event and pool_key = 'hotel_rooms'",
                     {{"event", event}}) == 2 * clients);
  }
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(registering_cancelling_and_raising_the_limit_at_once_leaves_the_counters_right) {
  limit({{"participants", 8, 0}, {"hotel_rooms", 4, 0}, {"companies", 6, 0}});
  std::vector<core::RegistrationId> made;
  for (int i = 0; i < clients / 2; ++i) made.push_back(enter(firm(i), 1, WaitlistPolicy::partial, 1).value().id);
  const auto caller = call();
  at_once([&](int i) {
    if (i < clients / 2) return desk.cancel(caller, made[static_cast<std::size_t>(i)]).has_value();
    for (int n = 0; n < 4; ++n) {
      const auto policy = n % 2 == 0 ? WaitlistPolicy::partial : WaitlistPolicy::all_or_nothing;
      static_cast<void>(desk.register_group(caller, event, group(firm(i - n), 1 + n, policy, n % 3)));
    }
    return true;
  });
  BOOST_TEST(differences() == "");
  limit({{"participants", 20, 0}, {"hotel_rooms", 9, 0}, {"companies", 8, 0}});
  BOOST_TEST(differences() == "");
  BOOST_TEST(count("select count(*) from capacity_pools where confirmed > limit_count + overbook", {}) == 0);
}

BOOST_AUTO_TEST_CASE(a_registration_is_cancelled_once) {
  const auto made = enter(company, 3).value();
  const auto caller = call();
  BOOST_TEST(at_once([&](int) { return desk.cancel(caller, made.id).has_value(); }) == 1);
  BOOST_TEST(places() == "participants 0+0; companies 0+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(no_registration_outlives_the_event_that_is_cancelled_meanwhile) {
  for (int round = 0; round < 8; ++round) {
    event = make_event();
    const auto caller = call();
    events::EventService cancelling{many, {&dependents}, {}};
    events::EventPatch patch;
    patch.status = events::EventStatus::cancelled;
    at_once([&](int i) {
      if (i == 3) return cancelling.change(caller, event, patch, {}).has_value();
      return desk.register_group(caller, event, group(firm(i), 1)).has_value();
    });
    BOOST_TEST(count("select count(*) from registrations where event_id = :event and status <> 'cancelled'",
                     {{"event", event}}) == 0);
    BOOST_TEST(places() == "participants 0+0; companies 0+0");
  }
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(no_registration_stays_with_a_company_that_is_merged_meanwhile) {
  for (int round = 0; round < 4; ++round) {
    const auto twin = make_company("Zwilling");
    const auto caller = call();
    registration::RegistrationReferenceMover moving;
    directory::CompanyService merging{many, {&moving}};
    at_once([&](int i) {
      if (i == 3) return merging.merge(caller, twin, company).has_value();
      return desk.register_group(caller, event, group(twin, 1)).has_value();
    });
    BOOST_TEST(count("select count(*) from registrations where company_id = :twin", {{"twin", twin}}) == 0);
  }
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_person_named_in_many_registrations_at_once_comes_once) {
  const auto caller = call();
  for (int round = 0; round < 4; ++round) {
    const auto person = make_person(company);
    std::vector<Registration> named_later;
    for (int i = 0; i < clients / 2; ++i) named_later.push_back(enter(company, 1).value());
    auto wish = group(company, 1);
    wish.participants = {{.person = person, .given_name = {}, .family_name = {}, .email = {}}};
    const auto succeeded = at_once([&](int i) {
      if (i % 2 == 0) return desk.register_group(caller, event, wish).has_value();
      const auto& registration = named_later[static_cast<std::size_t>(i / 2)];
      return desk.name_participant(caller, registration.id, registration.participants[0].id, wish.participants[0], {})
          .has_value();
    });
    BOOST_TEST(succeeded == 1);
    BOOST_TEST(
        count("select count(*) from registration_participants where person_id = :person", {{"person", person}}) == 1);
  }
}

// Found in review: the promotion wrote the version that the naming had just made, over other content: a false 304.
BOOST_AUTO_TEST_CASE(a_promotion_at_the_time_of_a_naming_makes_a_version_of_its_own) {
  limit({{"participants", 1, 0}});
  const auto there = enter(1).value();
  const auto waiting = enter(company, 1, WaitlistPolicy::all_or_nothing).value();
  const auto caller = call();
  std::promise<void> is_named;
  auto named = is_named.get_future();
  std::thread cancelling([&] {
    named.wait();
    BOOST_TEST(desk.cancel(caller, there.id).has_value());
  });
  many.transact(nullptr, [&](storage::Transaction& tx) {
    auto joined = caller;
    joined.transaction = &tx;
    const Naming name{.person = {}, .given_name = "Anna", .family_name = "Beispiel", .email = "anna@example.org"};
    BOOST_TEST(desk.name_participant(joined, waiting.id, waiting.participants[0].id, name, {}).value().version == 2);
    is_named.set_value();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the cancellation is at the queue by now
    return true;
  });
  cancelling.join();
  BOOST_TEST(text_of(read(waiting.id)) == "confirmed 1+0; confirmed");
  BOOST_TEST(read(waiting.id).version == 3);
}

BOOST_AUTO_TEST_CASE(of_many_scans_of_one_ticket_exactly_one_is_ok) {
  for (int round = 0; round < 16; ++round) {
    const auto made = enter(company, 1).value();
    BOOST_TEST(scan_at_once(made.participants[0].ticket_code, false) == 1);
  }
  BOOST_TEST(count("select count(*) from check_ins", {}) == 16 * clients);
}

BOOST_AUTO_TEST_CASE(batches_of_the_same_tickets_in_any_order_let_each_in_once) {
  const auto made = enter(company, 30).value();
  const auto caller = call();
  std::atomic<int> good = 0;
  at_once([&](int i) {
    std::vector<registration::NewCheckIn> scans(made.participants.size());
    for (std::size_t n = 0; n < scans.size(); ++n)
      scans[n].ticket_code = made.participants[(n * 7 + static_cast<std::size_t>(i) * 11) % scans.size()].ticket_code;
    const auto answers = door.check_in_all(caller, event, scans);
    for (const auto& answer : answers) good += answer.has_value() ? 1 : 0;
    return true;
  });
  BOOST_TEST(good == 30);
  BOOST_TEST(count("select count(*) from check_ins", {}) == 30 * clients);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(scans_facts_and_annulments_at_once_leave_the_states_right) {
  const auto made = enter(company, 3).value();
  const auto caller = call();
  at_once([&](int i) {
    for (int n = 0; n < 6; ++n) {
      registration::NewCheckIn scan{.ticket_code =
                                        made.participants[static_cast<std::size_t>((i + n) % 3)].ticket_code};
      scan.direction = n % 2 == 0 ? Direction::entry : Direction::exit;
      if (i % 2 == 0) {
        scan.at = caller.now - boost::posix_time::minutes((i * 5 + n * 3) % 13);
        scan.nonce = std::to_string(i) + "-" + std::to_string(n);
        static_cast<void>(door.import_facts(caller, event, std::span(&scan, 1), false));
      } else if (const auto done = door.check_in(caller, event, scan); done && n % 3 == 0) {
        BOOST_TEST(door.annul(caller, event, done->scan.id).has_value());
      }
    }
    return true;
  });
  BOOST_TEST(count("select count(*) from check_ins where imported = 1", {}) == 6 * clients / 2);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(the_same_scan_sent_many_times_at_once_is_counted_once) {
  const auto made = enter(company, 1).value();
  BOOST_TEST(scan_at_once(made.participants[0].ticket_code, true) == clients);
  BOOST_TEST(count("select count(*) from check_ins", {}) == 1);
}

BOOST_AUTO_TEST_CASE(an_unknown_ticket_sent_many_times_at_once_is_kept_once) {
  BOOST_TEST(scan_at_once("T-UNKNOWN", true) == 0);
  BOOST_TEST(count("select count(*) from check_ins", {}) == 1);
}

BOOST_AUTO_TEST_CASE(nobody_comes_in_with_a_ticket_that_is_cancelled_meanwhile) {
  for (int round = 0; round < 16; ++round) {
    const auto made = enter(company, 1).value();
    const auto caller = call();
    std::atomic<bool> is_cancelled = false;
    std::atomic<bool> is_inside = false;
    at_once([&](int i) {
      if (i == 3) {
        is_cancelled = desk.cancel(caller, made.id).has_value();
      } else if (door.check_in(caller, event, {.ticket_code = made.participants[0].ticket_code})) {
        is_inside = true;
      }
      return true;
    });
    BOOST_TEST(is_cancelled != is_inside);
  }
  BOOST_TEST(differences() == "");
}

#ifdef TAGWERK_FAULTS

namespace {

struct Fault {
  explicit Fault(const char* name) { setenv("TAGWERK_FAULT", name, 1); }
  ~Fault() { unsetenv("TAGWERK_FAULT"); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(without_the_lock_on_the_places_the_same_race_oversells) {
  int oversold = 0;
  {
    const Fault fault("no_capacity_lock");
    for (int round = 0; round < 64 && oversold == 0; ++round) oversold += race_for(5) > 5 ? 1 : 0;
  }
  BOOST_TEST(oversold == 1);
  BOOST_TEST(differences() != "");
}

BOOST_AUTO_TEST_CASE(without_the_lock_on_the_ticket_two_come_in_with_it) {
  int doubled = 0;
  const Fault fault("no_ticket_lock");
  for (int round = 0; round < 64 && doubled == 0; ++round) {
    const auto made = enter(company, 1).value();
    doubled += scan_at_once(made.participants[0].ticket_code, false) > 1 ? 1 : 0;
  }
  BOOST_TEST(doubled == 1);
}

BOOST_AUTO_TEST_CASE(without_the_look_for_the_nonce_a_repeated_scan_is_refused) {
  const auto made = enter(company, 1).value();
  const Fault fault("no_nonce_check");
  BOOST_TEST(scan_at_once(made.participants[0].ticket_code, true) == 1);
  BOOST_TEST(count("select count(*) from check_ins", {}) == clients);
}

#endif

BOOST_AUTO_TEST_SUITE_END()
