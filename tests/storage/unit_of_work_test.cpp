#include "engine/storage/unit_of_work.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <barrier>
#include <future>
#include <latch>
#include <stdexcept>

#include "engine/core/result.hpp"
#include "tests/storage/scratch.hpp"

using namespace tagwerk;
using namespace tagwerk::storage;
using namespace std::chrono_literals;
using support::insert_scratch;

namespace {

constexpr core::ErrorCode refusal{core::ErrorKind::conflict, "refusal", {"No", "Nein"}, {"no", "nein"}};

struct Fixture : support::ScratchWith {
  Database& database = data.database();

  void add_rows(int rows) {
    database.transact(nullptr, [&](Transaction& tx) {
      for (int id = 1; id <= rows; ++id) insert_scratch(tx, id);
      return true;
    });
  }
  static std::int64_t increase(Transaction& tx, int id) {
    return tx.execute("update scratch set amount = amount + 1 where id = :id", {{"id", id}});
  }
  std::int64_t amount(int id) {
    return std::stoll(run("select amount from scratch where id = " + std::to_string(id)).value());
  }
};

// Another session that holds the lock of row 1 until it goes.
struct Holder {
  explicit Holder(const Settings& settings) : connection(settings) {
    connection.make_ready();
    connection.begin_unit();
    connection.command("update scratch set amount = 100 where id = 1");
  }
  ~Holder() { connection.end_unit(); }
  Connection connection;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(unit_of_work, Fixture)

BOOST_AUTO_TEST_CASE(a_unit_is_committed_when_it_returns) {
  BOOST_TEST(database.transact(nullptr, [](Transaction& tx) { return insert_scratch(tx, 1); }) == 1);
  BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(a_refused_unit_leaves_nothing_behind) {
  const auto result = database.transact(nullptr, [](Transaction& tx) -> core::Result<int> {
    insert_scratch(tx, 1);
    return core::fail(refusal);
  });
  BOOST_TEST(result.error().code().code == "refusal");
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(an_accepted_result_is_committed) {
  const auto result = database.transact(nullptr, [](Transaction& tx) -> core::Result<std::string> {
    insert_scratch(tx, 1);
    return std::string("done");
  });
  BOOST_TEST(result.value() == "done");
  BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(a_unit_that_throws_leaves_nothing_behind) {
  BOOST_CHECK_THROW(
      database.transact(nullptr, [](Transaction& tx) -> int { insert_scratch(tx, 1), throw std::range_error("mine"); }),
      std::range_error);
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(a_unit_is_not_seen_by_others_before_it_is_committed) {
  database.transact(nullptr, [&](Transaction& tx) {
    insert_scratch(tx, 1);
    BOOST_TEST(count() == 0);
    return true;
  });
  BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(a_unit_sees_what_others_commit_meanwhile) {
  database.transact(nullptr, [&](Transaction& tx) {
    const auto rows = [&] { return tx.scalar<int>("select count(*) from scratch", {}).value(); };
    BOOST_TEST(rows() == 0);
    add_rows(1);
    BOOST_TEST(rows() == 1);
    return true;
  });
}

BOOST_AUTO_TEST_CASE(two_units_in_a_deadlock_both_succeed_in_the_end) {
  add_rows(2);
  std::barrier both_hold_one(2);
  std::atomic<int> runs{0};
  const auto unit = [&](int first, int second) {
    bool met = false;
    database.transact(nullptr, [&](Transaction& tx) {
      ++runs;
      increase(tx, first);
      if (!std::exchange(met, true)) both_hold_one.arrive_and_wait();
      return increase(tx, second);
    });
  };
  auto other = std::async(std::launch::async, unit, 2, 1);
  unit(1, 2);
  other.get();
  BOOST_TEST(runs >= 3);
  BOOST_TEST(amount(1) == 2);
  BOOST_TEST(amount(2) == 2);
}

BOOST_AUTO_TEST_CASE(a_lock_that_is_released_in_time_is_waited_for_in_further_runs) {
  add_rows(1);
  Database impatient(with([](Settings& settings) { settings.lock_wait_timeout = 1s; }));
  auto holder = std::make_unique<Holder>(settings());
  auto release = std::async(std::launch::async, [&] { std::this_thread::sleep_for(1300ms), holder.reset(); });
  int runs = 0;
  impatient.transact(nullptr, [&](Transaction& tx) { return ++runs, increase(tx, 1); });
  BOOST_TEST(runs == 2);
  BOOST_TEST(amount(1) == 1);
}

BOOST_AUTO_TEST_CASE(a_lock_that_is_never_released_makes_the_database_unavailable_in_bounded_time) {
  add_rows(1);
  Database impatient(with([](Settings& settings) { settings.lock_wait_timeout = 1s; }));
  const Holder holder(settings());
  const support::Stopwatch watch;
  int runs = 0;
  BOOST_CHECK_THROW(impatient.transact(nullptr, [&](Transaction& tx) { return ++runs, increase(tx, 1); }), Unavailable);
  BOOST_TEST(runs == 2);
  BOOST_TEST(watch.milliseconds() < 10000);
}

BOOST_AUTO_TEST_CASE(a_restart_asked_for_by_the_caller_runs_the_unit_again_but_not_for_ever) {
  int runs = 0;
  BOOST_TEST(database.transact(nullptr, [&](Transaction&) {
    if (++runs < 3) throw Restart("again");
    return runs;
  }) == 3);
  runs = 0;
  BOOST_CHECK_THROW(database.transact(nullptr, [&](Transaction&) -> int { ++runs, throw Restart("again"); }),
                    Unavailable);
  BOOST_TEST(runs == max_runs_of_a_unit);
}

BOOST_AUTO_TEST_CASE(whoever_swallows_a_restart_cannot_write_outside_the_lost_transaction) {
  add_rows(1);
  Database impatient(with([](Settings& settings) { settings.lock_wait_timeout = 1s; }));
  const Holder holder(settings());
  BOOST_CHECK_THROW(impatient.transact(nullptr,
                                       [&](Transaction& tx) {
                                         try {
                                           increase(tx, 1);
                                         } catch (const std::exception&) {
                                         }
                                         try {
                                           insert_scratch(tx, 2);
                                         } catch (const std::exception&) {
                                         }
                                         return true;
                                       }),
                    Unavailable);
  BOOST_TEST(count("id = 2") == 0);
}

BOOST_AUTO_TEST_CASE(a_refusal_that_follows_a_swallowed_restart_is_not_believed) {
  int runs = 0;
  add_rows(1);
  Database impatient(with([](Settings& settings) { settings.lock_wait_timeout = 1s; }));
  auto holder = std::make_unique<Holder>(settings());
  const auto result = impatient.transact(nullptr, [&](Transaction& tx) -> core::Result<int> {
    if (++runs == 2) holder.reset();
    try {
      increase(tx, 1);
      return runs;
    } catch (const Restart&) {
      return core::fail(refusal);
    }
  });
  BOOST_TEST(result.has_value());
  BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(a_joined_unit_is_part_of_the_outer_one) {
  BOOST_CHECK_THROW(database.transact(nullptr,
                                      [&](Transaction& outer) -> int {
                                        database.transact(&outer,
                                                          [](Transaction& tx) { return insert_scratch(tx, 1); });
                                        throw std::range_error("outer");
                                      }),
                    std::range_error);
  BOOST_TEST(count() == 0);
  database.transact(nullptr, [&](Transaction& outer) {
    return database.transact(&outer, [](Transaction& tx) { return insert_scratch(tx, 1); });
  });
  BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(a_refused_joined_unit_undoes_only_itself) {
  database.transact(nullptr, [&](Transaction& outer) {
    insert_scratch(outer, 1);
    for (int id = 10; id < 13; ++id) {
      const auto inner = database.transact(&outer, [&](Transaction& tx) -> core::Result<int> {
        insert_scratch(tx, id);
        database.transact(&tx, [&](Transaction& innermost) { return insert_scratch(innermost, id + 100); });
        return core::fail(refusal);
      });
      BOOST_TEST(inner.has_error());
    }
    BOOST_CHECK_THROW(database.transact(&outer,
                                        [](Transaction& tx) -> int {
                                          insert_scratch(tx, 20);
                                          throw std::range_error("inner");
                                        }),
                      std::range_error);
    database.transact(&outer, [](Transaction& tx) { return insert_scratch(tx, 2); });
    return true;
  });
  BOOST_TEST(count() == 2);
  BOOST_TEST(count("id in (1, 2)") == 2);
}

BOOST_AUTO_TEST_CASE(a_deadlock_inside_a_joined_unit_runs_the_outermost_again) {
  add_rows(2);
  std::barrier both_hold_one(2);
  std::atomic<int> outer_runs{0};
  const auto unit = [&](int first, int second) {
    bool met = false;
    database.transact(nullptr, [&](Transaction& outer) {
      ++outer_runs;
      increase(outer, first);
      if (!std::exchange(met, true)) both_hold_one.arrive_and_wait();
      return database.transact(&outer, [&](Transaction& tx) { return increase(tx, second); });
    });
  };
  auto other = std::async(std::launch::async, unit, 2, 1);
  unit(1, 2);
  other.get();
  BOOST_TEST(outer_runs >= 3);
  BOOST_TEST(amount(1) == 2);
  BOOST_TEST(amount(2) == 2);
}

BOOST_AUTO_TEST_CASE(actions_run_after_the_commit_in_order_and_before_the_result) {
  std::vector<int> done;
  database.transact(nullptr, [&](Transaction& outer) {
    outer.on_commit([&] { done.push_back(static_cast<int>(count())); });
    database.transact(&outer, [&](Transaction& tx) {
      tx.on_commit([&] { done.push_back(7); });
      return insert_scratch(tx, 1);
    });
    BOOST_TEST(done.empty());
    return true;
  });
  BOOST_TEST((done == std::vector<int>{1, 7}));
}

BOOST_AUTO_TEST_CASE(actions_of_what_was_rolled_back_do_not_run) {
  int ran = 0;
  const auto action = [&] { ++ran; };
  (void)database.transact(nullptr, [&](Transaction& tx) -> core::Result<int> {
    tx.on_commit(action);
    return core::fail(refusal);
  });
  BOOST_CHECK_THROW(
      database.transact(nullptr, [&](Transaction& tx) -> int { tx.on_commit(action), throw std::range_error("x"); }),
      std::range_error);
  database.transact(nullptr, [&](Transaction& outer) {
    (void)database.transact(&outer, [&](Transaction& tx) -> core::Result<int> {
      tx.on_commit(action);
      return core::fail(refusal);
    });
    return true;
  });
  BOOST_TEST(ran == 0);
}

BOOST_AUTO_TEST_CASE(actions_of_a_unit_that_ran_twice_run_once) {
  int runs = 0;
  int ran = 0;
  database.transact(nullptr, [&](Transaction& tx) {
    tx.on_commit([&] { ++ran; });
    if (++runs == 1) throw Restart("again");
    return true;
  });
  BOOST_TEST(runs == 2);
  BOOST_TEST(ran == 1);
}

BOOST_AUTO_TEST_CASE(an_action_may_lease_the_only_connection_and_may_throw) {
  Database narrow(with([](Settings& settings) { settings.pool_size = 1, settings.lease_timeout = 100ms; }));
  std::int64_t seen = 0;
  narrow.transact(nullptr, [&](Transaction& tx) {
    tx.on_commit([] { throw std::range_error("goes no further"); });
    tx.on_commit([&] {
      seen = narrow.read(
          [](Transaction& later) { return later.scalar<std::int64_t>("select count(*) from scratch", {}).value(); });
    });
    return insert_scratch(tx, 1);
  });
  BOOST_TEST(seen == 1);
}

BOOST_AUTO_TEST_CASE(a_read_cannot_be_joined) {
  BOOST_CHECK_THROW(
      database.read([&](Transaction& read) { return database.transact(&read, [](Transaction&) { return true; }); }),
      std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
