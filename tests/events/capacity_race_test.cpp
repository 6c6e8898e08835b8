#include <atomic>
#include <thread>

#include "tests/events/fixture.hpp"

using namespace tagwerk;
using events::EventStatus;

namespace {

struct RaceFixture : test::Fixture {
  events::Event event = make_event();

  // Takes one place if there is one: lock, then read the event, then decide.
  bool take_one(const core::EventId& id) {
    return database().transact(nullptr, [&](storage::Transaction& tx) {
      for (auto& row : events::lock_pools(tx, id)) {
        if (row.key != "participants") continue;
        const auto now_open = events::find_event(tx, data.organization(), id);
        if (!now_open || now_open->status != EventStatus::open || row.available() == 0) return false;
        ++row.confirmed;
        events::save_counters(tx, id, std::span(&row, 1));
        return true;
      }
      return false;
    });
  }
  // Whether another connection would have to wait for the pools.
  bool is_locked(const core::EventId& id) {
    try {
      database().transact(nullptr, [&](storage::Transaction& tx) {
        return tx.scalar<std::string>("select pool_key from capacity_pools where event_id = :event for update nowait",
                                      {{"event", id}});
      });
      return false;
    } catch (const storage::Unavailable&) {
      return true;
    }
  }
  events::PoolRow participants() { return capacity.get(call(), event.id).value().pools.front(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(capacity_race, RaceFixture)

BOOST_AUTO_TEST_CASE(limits_lowered_while_places_are_taken_are_never_below_what_is_taken) {
  for (int round = 0; round < 5; ++round) {
    event = make_event();
    BOOST_REQUIRE(capacity.put(call(), event.id, {{"participants", 100, 0}}, {}));
    std::atomic<int> taken{0};
    std::vector<std::thread> takers;
    for (int i = 0; i < 4; ++i) {
      takers.emplace_back([&] {
        for (int n = 0; n < 40; ++n) taken += take_one(event.id) ? 1 : 0;
      });
    }
    int lowered = 0;
    for (std::int64_t limit = 95; limit >= 40; limit -= 5)
      lowered += capacity.put(call(), event.id, {{"participants", limit, 0}}, {}) ? 1 : 0;
    for (auto& taker : takers) taker.join();
    const auto pool = participants();
    BOOST_TEST(pool.confirmed == taken.load());
    BOOST_TEST(pool.confirmed <= pool.limit.value());
    BOOST_TEST(pool.confirmed == pool.limit.value());  // 160 asked for at most 100 places
    BOOST_TEST(capacity.get(call(), event.id).value().version == 2 + lowered);
  }
}

BOOST_AUTO_TEST_CASE(of_two_who_change_the_same_version_one_is_refused) {
  for (int round = 0; round < 10; ++round) {
    event = make_event();
    std::atomic<int> done{0};
    std::atomic<int> stale{0};
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i) {
      writers.emplace_back([&, i] {
        const auto result = capacity.put(call(), event.id, {{"participants", 10 + i, 0}}, 1);
        if (result) {
          ++done;
        } else if (result.error().kind() == core::ErrorKind::precondition_failed) {
          ++stale;
        }
      });
    }
    for (auto& writer : writers) writer.join();
    BOOST_TEST(done.load() == 1);
    BOOST_TEST(stale.load() == 3);
    BOOST_TEST(capacity.get(call(), event.id).value().version == 2);
  }
}

BOOST_AUTO_TEST_CASE(no_place_is_taken_after_an_event_was_cancelled) {
  for (int round = 0; round < 10; ++round) {
    event = make_event();
    std::int64_t confirmed_when_cancelled = -1;
    dependents.on_cancelled = [&](storage::Transaction& tx, const core::EventId& id) {
      for (const auto& row : events::load_pools(tx, id)) {
        if (row.key == "participants") confirmed_when_cancelled = row.confirmed;
      }
    };
    std::atomic<int> taken{0};
    std::vector<std::thread> takers;
    for (int i = 0; i < 3; ++i) {
      takers.emplace_back([&] {
        for (int n = 0; n < 30; ++n) taken += take_one(event.id) ? 1 : 0;
      });
    }
    while (taken.load() < 3) std::this_thread::yield();
    events::EventPatch patch;
    patch.status = EventStatus::cancelled;
    BOOST_REQUIRE(service.change(call(), event.id, patch, {}));
    for (auto& taker : takers) taker.join();
    BOOST_TEST(participants().confirmed == taken.load());
    BOOST_TEST(participants().confirmed == confirmed_when_cancelled);
  }
}

BOOST_AUTO_TEST_CASE(who_depends_on_an_event_is_asked_and_told_while_its_pools_are_locked) {
  int asked = 0;
  const auto check_locked = [&](const core::EventId& id) {
    ++asked;
    BOOST_TEST(is_locked(id));
  };
  BOOST_TEST(!is_locked(event.id));
  dependents.on_dependents = check_locked;
  dependents.on_cancelled =
      dependents.on_raised = [&](storage::Transaction&, const core::EventId& id) { check_locked(id); };
  BOOST_REQUIRE(capacity.put(call(), event.id, {{"participants", 1, 0}}, {}));
  BOOST_REQUIRE(capacity.put(call(), event.id, {{"participants", 2, 0}}, {}));
  events::EventPatch patch;
  patch.status = EventStatus::cancelled;
  BOOST_REQUIRE(service.change(call(), event.id, patch, {}));
  BOOST_REQUIRE(service.remove(call(), event.id, {}));
  BOOST_TEST(asked == 3);
}

BOOST_AUTO_TEST_CASE(a_place_is_taken_before_an_event_is_deleted_or_not_at_all) {
  for (int round = 0; round < 10; ++round) {
    event = make_event();
    std::thread taker([&] { static_cast<void>(take_one(event.id)); });  // either may come first
    BOOST_TEST(service.remove(call(), event.id, {}).has_value());
    taker.join();
    BOOST_TEST(count("select count(*) from capacity_pools where event_id = :event", {{"event", event.id}}) == 0);
    BOOST_TEST(test::code_of(service.find(call(), event.id)) == "not_found");
    BOOST_TEST(!take_one(event.id));
  }
}

BOOST_AUTO_TEST_SUITE_END()
