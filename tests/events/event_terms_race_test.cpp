#include <atomic>
#include <thread>

#include "engine/events/event_terms_service.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/events/terms_change.hpp"
#include "tests/events/fixture.hpp"

using namespace tagwerk;

namespace {

struct TermsRaceFixture : test::Fixture {
  events::EventTermsService terms{database(), {&dependents}};
  core::EventId event = make_event().id;

  // Takes one place that nobody reserves, if there is one: as whoever decides registrations.
  bool take_one() {
    return database().transact(nullptr, [&](storage::Transaction& tx) {
      const auto rows = events::lock_pools(tx, event);
      const auto reserved = events::reserved_places(events::load_terms(tx, event).contingents, rows, now);
      for (auto row : rows) {
        if (row.key != "dinner" || row.available() <= events::reserved_in(reserved, "dinner")) continue;
        ++row.confirmed;
        events::save_counters(tx, event, std::span(&row, 1));
        return true;
      }
      return false;
    });
  }
};

events::Contingent contingent(std::int64_t places) {
  events::Contingent made;
  made.key = "c";
  made.pool = "dinner";
  made.places = places;
  made.company_role = directory::CompanyRole::vendor;
  return made;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(event_terms_race, TermsRaceFixture)

BOOST_AUTO_TEST_CASE(of_several_who_change_different_parts_of_one_version_one_is_served) {
  for (int round = 0; round < 10; ++round) {
    event = make_event().id;
    std::atomic<int> done{0};
    std::atomic<int> stale{0};
    const auto count = [&](const core::Result<events::EventTerms>& result) {
      if (result) ++done;
      if (!result && result.error().kind() == core::ErrorKind::precondition_failed) ++stale;
    };
    events::RegistrationRules rules;
    rules.hold_minutes = 20;
    events::TicketCategory category;
    category.key = category.name = "vip";
    std::vector<std::thread> writers;
    writers.emplace_back([&] { count(terms.put(call(), event, rules, 0)); });
    writers.emplace_back([&] { count(terms.put(call(), event, std::vector{category}, 0)); });
    writers.emplace_back([&] { count(terms.put(call(), event, std::vector{contingent(3)}, 0)); });
    for (auto& writer : writers) writer.join();
    BOOST_TEST(done.load() == 1);
    BOOST_TEST(stale.load() == 2);
    BOOST_TEST(terms.get(call(), event).value().version == 1);
  }
}

BOOST_AUTO_TEST_CASE(what_is_taken_while_contingents_grow_and_what_they_reserve_fit_together) {
  for (int round = 0; round < 5; ++round) {
    event = make_event().id;
    BOOST_REQUIRE(capacity.put(call(), event, {{"dinner", 60, 0}}, {}));
    std::atomic<int> taken{0};
    std::vector<std::thread> takers;
    for (int i = 0; i < 3; ++i) {
      takers.emplace_back([&] {
        for (int n = 0; n < 30; ++n) taken += take_one() ? 1 : 0;
      });
    }
    int raised = 0;
    for (std::int64_t places = 4; places <= 60; places += 4)
      raised += terms.put(call(), event, std::vector{contingent(places)}, {}) ? 1 : 0;
    for (auto& taker : takers) taker.join();
    const auto told = capacity.get(call(), event).value();
    const auto& dinner = told.pools.front();
    BOOST_TEST(dinner.key == "dinner");
    BOOST_TEST(dinner.confirmed == taken.load());
    BOOST_TEST(dinner.reserved == 4 * raised);
    BOOST_TEST(dinner.confirmed + dinner.reserved == 60);  // 90 asked for what was left
  }
}

BOOST_AUTO_TEST_SUITE_END()
