#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>

#include "engine/storage/errors.hpp"
#include "tests/storage/scratch.hpp"
#include "tests/support/cutting_proxy.hpp"

using namespace tagwerk;
using namespace tagwerk::storage;
using namespace std::chrono_literals;
using support::connection_id;
using support::insert_scratch;
using Cut = support::CuttingProxy::Cut;

namespace {

struct Fixture : support::ScratchWith {
  support::CuttingProxy proxy{support::test_socket()};

  Settings through_proxy() {
    return with([&](Settings& settings) { settings.unix_socket = proxy.socket(), settings.pool_size = 1; });
  }
  Settings alone() {
    return with([](Settings& settings) { settings.pool_size = 1; });
  }
  // Only ids that these tests have opened.
  void kill(std::int64_t connection) { run("kill " + std::to_string(connection)); }
};

bool answers(Database& database) {
  return database.read([](Transaction& tx) { return tx.scalar<int>("select 1", {}); }) == 1;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lost_connection, Fixture)

BOOST_AUTO_TEST_CASE(a_read_on_a_killed_connection_is_answered_by_a_fresh_one) {
  Database database(alone());
  const auto first = database.read(connection_id);
  kill(first);
  BOOST_TEST(database.read(connection_id) != first);
}

BOOST_AUTO_TEST_CASE(a_read_that_is_killed_half_way_runs_once_more_from_the_start) {
  Database database(alone());
  int runs = 0;
  const auto total = database.read([&](Transaction& tx) {
    int sum = tx.scalar<int>("select 1", {}).value();
    if (++runs == 1) kill(connection_id(tx));
    return sum + tx.scalar<int>("select 2", {}).value();
  });
  BOOST_TEST(total == 3);
  BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(a_read_at_once_that_is_killed_half_way_runs_once_more_in_a_moment_of_its_own) {
  Database database(alone());
  int runs = 0;
  const auto total = database.read_at_once([&](Transaction& tx) {
    int sum = tx.scalar<int>("select 1", {}).value();
    if (++runs == 1) kill(connection_id(tx));
    return sum + tx.scalar<int>("select 2", {}).value();
  });
  BOOST_TEST(total == 3);
  BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(a_read_that_is_killed_every_time_is_unavailable) {
  Database database(alone());
  int runs = 0;
  BOOST_CHECK_THROW(database.read([&](Transaction& tx) {
    ++runs;
    kill(connection_id(tx));
    return tx.scalar<int>("select 2", {}).value();
  }),
                    Unavailable);
  BOOST_TEST(runs == 2);
  BOOST_TEST(answers(database));
}

BOOST_AUTO_TEST_CASE(a_unit_on_a_killed_connection_runs_on_a_fresh_one) {
  Database database(alone());
  kill(database.read(connection_id));
  int runs = 0;
  database.transact(nullptr, [&](Transaction& tx) { return ++runs, insert_scratch(tx, 1); });
  BOOST_TEST(runs == 1);
  BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(a_unit_killed_before_its_commit_runs_once_more_and_is_done_once) {
  Database database(alone());
  int runs = 0;
  database.transact(nullptr, [&](Transaction& tx) {
    insert_scratch(tx, 1);
    if (++runs == 1) kill(connection_id(tx));
    return insert_scratch(tx, 2);
  });
  BOOST_TEST(runs == 2);
  BOOST_TEST(count() == 2);
}

BOOST_AUTO_TEST_CASE(a_unit_killed_every_time_is_unavailable_and_leaves_nothing) {
  Database database(alone());
  int runs = 0;
  BOOST_CHECK_THROW(database.transact(nullptr,
                                      [&](Transaction& tx) {
                                        ++runs;
                                        insert_scratch(tx, 1);
                                        kill(connection_id(tx));
                                        return insert_scratch(tx, 2);
                                      }),
                    Unavailable);
  BOOST_TEST(runs == 2);
  BOOST_TEST(count() == 0);
  BOOST_TEST(answers(database));
}

BOOST_AUTO_TEST_CASE(a_loss_inside_a_joined_unit_runs_the_outermost_again) {
  Database database(alone());
  int outer_runs = 0;
  database.transact(nullptr, [&](Transaction& outer) {
    ++outer_runs;
    insert_scratch(outer, 1);
    return database.transact(&outer, [&](Transaction& tx) {
      if (outer_runs == 1) kill(connection_id(tx));
      return insert_scratch(tx, 2);
    });
  });
  BOOST_TEST(outer_runs == 2);
  BOOST_TEST(count() == 2);
}

BOOST_AUTO_TEST_CASE(a_loss_that_is_swallowed_is_not_committed_and_not_an_unknown_outcome) {
  Database database(alone());
  BOOST_CHECK_THROW(database.transact(nullptr,
                                      [&](Transaction& tx) {
                                        insert_scratch(tx, 1);
                                        kill(connection_id(tx));
                                        try {
                                          insert_scratch(tx, 2);
                                        } catch (const std::exception&) {
                                        }
                                        return true;
                                      }),
                    Unavailable);
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(a_commit_whose_answer_is_lost_has_an_unknown_outcome_and_is_not_run_again) {
  Database database(through_proxy());
  int runs = 0;
  int acted = 0;
  proxy.cut(Cut::after, "commit", 100);
  BOOST_CHECK_THROW(database.transact(nullptr,
                                      [&](Transaction& tx) {
                                        tx.on_commit([&] { ++acted; });
                                        return ++runs, insert_scratch(tx, 1);
                                      }),
                    OutcomeUnknown);
  BOOST_TEST(runs == 1);
  BOOST_TEST(acted == 0);
  BOOST_TEST(proxy.seen() == 1);
  BOOST_TEST(count() == 1);  // this one had reached the server
  proxy.cut(Cut::never, "");
  BOOST_TEST(answers(database));
}

BOOST_AUTO_TEST_CASE(a_commit_that_does_not_arrive_has_an_unknown_outcome_too) {
  Database database(through_proxy());
  proxy.cut(Cut::before, "commit");
  BOOST_CHECK_THROW(database.transact(nullptr, [](Transaction& tx) { return insert_scratch(tx, 1); }), OutcomeUnknown);
  BOOST_TEST(count() == 0);
  BOOST_TEST(answers(database));
}

BOOST_AUTO_TEST_CASE(a_write_whose_answer_is_lost_before_the_commit_is_done_once_by_a_second_run) {
  Database database(through_proxy());
  int runs = 0;
  proxy.cut(Cut::after, "insert");
  database.transact(nullptr, [&](Transaction& tx) { return ++runs, insert_scratch(tx, 1); });
  BOOST_TEST(runs == 2);
  BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_come_is_given_up_after_the_read_timeout_and_not_asked_for_again) {
  auto settings = through_proxy();
  settings.read_timeout = 1s;
  Database database(settings);
  BOOST_TEST(answers(database));
  proxy.cut(Cut::hold, "select 7", 100);
  const support::Stopwatch watch;
  BOOST_CHECK_THROW(database.read([](Transaction& tx) { return tx.scalar<int>("select 7", {}); }), Unavailable);
  BOOST_TEST(watch.milliseconds() >= 900);
  BOOST_TEST(watch.milliseconds() < 5000);
  BOOST_TEST(proxy.seen() == 1);
  BOOST_TEST(answers(database));
}

BOOST_AUTO_TEST_CASE(a_commit_that_is_not_answered_in_time_has_an_unknown_outcome) {
  auto settings = through_proxy();
  settings.read_timeout = 1s;
  Database database(settings);
  proxy.cut(Cut::hold, "commit");
  BOOST_CHECK_THROW(database.transact(nullptr, [](Transaction& tx) { return insert_scratch(tx, 1); }), OutcomeUnknown);
}

BOOST_AUTO_TEST_CASE(a_statement_that_takes_too_long_is_ended_by_the_server_and_the_connection_goes_on) {
  auto settings = alone();
  settings.statement_timeout = 200ms;
  Database database(settings);
  const auto before = database.read(connection_id);
  const support::Stopwatch watch;
  BOOST_CHECK_THROW(database.read([](Transaction& tx) { return tx.scalar<int>("select sleep(20)", {}); }),
                    StatementTimeout);
  BOOST_TEST(watch.milliseconds() < 10000);
  BOOST_TEST(database.read(connection_id) == before);
  int runs = 0;
  BOOST_CHECK_THROW(database.transact(nullptr,
                                      [&](Transaction& tx) {
                                        ++runs;
                                        insert_scratch(tx, 1);
                                        return tx.execute("update scratch set amount = sleep(20)", {});
                                      }),
                    StatementTimeout);
  BOOST_TEST(runs == 1);
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(check_tells_the_servers_version) {
  Database database(alone());
  const auto health = database.check();
  BOOST_TEST(health.reachable);
  BOOST_TEST(health.detail.find("MariaDB") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(check_needs_no_connection_of_the_pool) {
  Database database(alone());
  BOOST_TEST(database.read([&](Transaction&) { return database.check().reachable; }));
}

BOOST_AUTO_TEST_CASE(check_says_why_there_is_no_database_and_keeps_the_password) {
  auto settings = alone();
  settings.user = "nobody";
  settings.password = "s3cret";
  Database database(settings);
  const auto health = database.check();
  BOOST_TEST(!health.reachable);
  BOOST_TEST(health.detail.find("1045") != std::string::npos);
  BOOST_TEST(health.detail.find("s3cret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(check_recovers_from_a_cut_connection_by_itself) {
  Database database(through_proxy());
  BOOST_TEST(database.check().reachable);
  proxy.cut(Cut::before, "select version()");
  std::this_thread::sleep_for(300ms);
  BOOST_TEST(database.check().reachable);
  BOOST_TEST(proxy.seen() == 2);
}

BOOST_AUTO_TEST_CASE(check_ends_within_the_connect_timeout_when_the_server_is_silent) {
  auto settings = through_proxy();
  settings.connect_timeout = 2s;
  {
    Database fresh(settings);
    Database connected(settings);
    BOOST_TEST(connected.check().reachable);
    std::this_thread::sleep_for(300ms);
    proxy.fall_silent();
    for (auto* database : {&fresh, &connected}) {
      const support::Stopwatch watch;
      BOOST_TEST(!database->check().reachable);
      BOOST_TEST(watch.milliseconds() < 4000);
    }
  }
}

BOOST_AUTO_TEST_CASE(many_who_check_at_once_cost_one_round_trip) {
  Database database(through_proxy());
  proxy.cut(Cut::never, "select version()");
  std::vector<std::future<bool>> all;
  for (int i = 0; i < 16; ++i) {
    all.push_back(std::async(std::launch::async, [&] { return database.check().reachable; }));
  }
  for (auto& one : all) BOOST_TEST(one.get());
  BOOST_TEST(proxy.seen() == 1);
}

BOOST_AUTO_TEST_CASE(sixteen_threads_whose_connections_are_killed_all_the_time_count_right) {
  Database database(with([](Settings& settings) { settings.pool_size = 4, settings.lease_timeout = 30s; }));
  database.transact(nullptr, [](Transaction& tx) { return insert_scratch(tx, 1); });
  std::atomic<bool> done{false};
  std::atomic<int> certain{0};
  std::atomic<int> unknown{0};
  // Kills connections that are in this test's pool, one at a time.
  auto killer = std::async(std::launch::async, [&] {
    while (!done) {
      try {
        kill(database.read(connection_id));
      } catch (const std::exception&) {
      }
      std::this_thread::sleep_for(5ms);
    }
  });
  std::vector<std::future<void>> all;
  for (int thread = 0; thread < 16; ++thread) {
    all.push_back(std::async(std::launch::async, [&] {
      for (int round = 0; round < 30; ++round) {
        try {
          database.transact(nullptr,
                            [](Transaction& tx) { return tx.execute("update scratch set amount = amount + 1", {}); });
          ++certain;
        } catch (const OutcomeUnknown&) {
          ++unknown;
        } catch (const Unavailable&) {
        }
      }
    }));
  }
  for (auto& one : all) one.get();
  done = true;
  killer.get();
  const auto amount = std::stoi(run("select amount from scratch").value());
  BOOST_TEST(amount >= certain);
  BOOST_TEST(amount <= certain + unknown);
  BOOST_TEST(certain > 0);
}

BOOST_AUTO_TEST_SUITE_END()
