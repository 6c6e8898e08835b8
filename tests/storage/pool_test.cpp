#include "engine/storage/pool.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <latch>
#include <set>
#include <stdexcept>

#include "engine/storage/errors.hpp"
#include "tests/storage/scratch.hpp"

using namespace tagwerk;
using namespace tagwerk::storage;
using namespace std::chrono_literals;
using support::connection_id;
using support::insert_scratch;

namespace {

struct Fixture : support::ScratchWith {
  Settings narrow(std::size_t connections) {
    return with([&](Settings& settings) { settings.pool_size = connections, settings.lease_timeout = 150ms; });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pool, Fixture)

BOOST_AUTO_TEST_CASE(a_database_that_is_not_there_is_noticed_at_the_first_use_and_not_before) {
  Database database(with([](Settings& settings) { settings.unix_socket = "/nowhere/mysqld.sock"; }));
  BOOST_TEST(database.pool().leased == 0U);
  BOOST_CHECK_THROW(database.read([](Transaction&) { return true; }), Unavailable);
  BOOST_CHECK_THROW(database.transact(nullptr, [](Transaction&) { return true; }), Unavailable);
  BOOST_TEST(database.pool().leased == 0U);
}

BOOST_AUTO_TEST_CASE(wrong_credentials_are_unavailable_and_the_message_keeps_the_password) {
  Database database(with([](Settings& settings) { settings.user = "nobody", settings.password = "s3cret'\\ x"; }));
  try {
    database.read([](Transaction&) { return true; });
    BOOST_ERROR("nobody was let in");
  } catch (const Unavailable& error) {
    BOOST_TEST(std::string(error.what()).find("1045") != std::string::npos);
    BOOST_TEST(std::string(error.what()).find("s3cret") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(any_character_may_stand_in_a_user_a_password_and_a_database) {
  const auto settings = with([](Settings& changed) {
    changed.user = "an'na \\x";
    changed.password = "p'a\\ss=w ord\" db=mysql";
    changed.database = "tagwerk odd'`name";
  });
  run("create database if not exists `tagwerk odd'``name`");
  run("create or replace user 'an''na \\\\x'@'localhost' identified by 'p''a\\\\ss=w ord\" db=mysql'");
  run("grant all on `tagwerk odd'``name`.* to 'an''na \\\\x'@'localhost'");
  Database database(settings);
  BOOST_TEST(database.read([](Transaction& tx) { return tx.scalar<std::string>("select database()", {}).value(); }) ==
             settings.database);
  run("drop user 'an''na \\\\x'@'localhost'");
  run("drop database `tagwerk odd'``name`");
}

BOOST_AUTO_TEST_CASE(when_no_connection_becomes_free_in_time_it_is_unavailable) {
  Database database(narrow(1));
  const support::Stopwatch watch;
  database.read([&](Transaction&) {
    BOOST_TEST(database.pool().leased == 1U);
    BOOST_CHECK_THROW(database.read([](Transaction&) { return true; }), Unavailable);
    return true;
  });
  BOOST_TEST(watch.milliseconds() >= 150);
  BOOST_TEST(watch.milliseconds() < 5000);
  BOOST_TEST(database.pool().leased == 0U);
  BOOST_TEST(database.read([](Transaction&) { return true; }));
}

BOOST_AUTO_TEST_CASE(whoever_waits_gets_the_connection_that_is_given_back) {
  Database database(with([](Settings& settings) { settings.pool_size = 1, settings.lease_timeout = 10s; }));
  std::latch held(1);
  auto holder = std::async(std::launch::async, [&] {
    return database.read([&](Transaction& tx) {
      held.count_down();
      std::this_thread::sleep_for(100ms);
      return connection_id(tx);
    });
  });
  held.wait();
  const support::Stopwatch watch;
  const auto mine = database.read(connection_id);
  BOOST_TEST(watch.milliseconds() < 5000);
  BOOST_TEST(mine == holder.get());
}

BOOST_AUTO_TEST_CASE(connections_are_used_again) {
  Database database(narrow(4));
  std::set<std::int64_t> seen;
  for (int i = 0; i < 20; ++i) seen.insert(database.read(connection_id));
  BOOST_TEST(seen.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_idle_for_long_is_asked_for_a_sign_of_life) {
  for (const auto ping_after_idle : {0ms, 60000ms}) {
    const auto settings = with([&](Settings& changed) { changed.ping_after_idle = ping_after_idle; });
    Connection connection(settings);
    connection.make_ready();
    run("kill " + connection.ask("select connection_id()").value());
    connection.make_ready();
    if (ping_after_idle == 0ms) {
      BOOST_TEST(connection.ask("select 1").value() == "1");
    } else {
      BOOST_CHECK_THROW(connection.ask("select 1"), ConnectionLost);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_connection_comes_back_without_an_open_transaction) {
  Database database(narrow(1));
  const auto clean = [&] {
    return database.read([](Transaction& tx) { return tx.scalar<bool>("select @@in_transaction = 0", {}).value(); });
  };
  BOOST_TEST(!database.transact(
      nullptr, [](Transaction& tx) { return tx.scalar<bool>("select @@in_transaction = 0", {}).value(); }));
  BOOST_CHECK_THROW(
      database.transact(nullptr, [](Transaction& tx) -> int { insert_scratch(tx, 1), throw std::range_error("x"); }),
      std::range_error);
  BOOST_TEST(clean());
  // Somebody opens one past the unit of work.
  database.read([](Transaction& tx) {
    tx.connection().command("start transaction");
    tx.connection().command("insert into scratch (id) values (2)");
    return true;
  });
  BOOST_TEST(clean());
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(sixteen_threads_share_four_connections_and_lose_nothing) {
  constexpr int threads = 16;
  constexpr int rounds = 60;
  constexpr int rows = 4;
  Database database(with([](Settings& settings) { settings.pool_size = 4, settings.lease_timeout = 30s; }));
  database.transact(nullptr, [](Transaction& tx) {
    for (int id = 0; id < rows; ++id) insert_scratch(tx, id);
    return true;
  });
  std::atomic<int> wrong{0};
  std::vector<std::future<void>> all;
  for (int thread = 0; thread < threads; ++thread) {
    all.push_back(std::async(std::launch::async, [&, thread] {
      for (int round = 0; round < rounds; ++round) {
        // Two rows in changing order: deadlocks are part of it.
        const int first = (thread + round) % rows;
        const int second = (thread * 3 + round * 2 + 1) % rows;
        database.transact(nullptr, [&](Transaction& tx) {
          for (const int id : {first, second}) {
            tx.execute("update scratch set amount = amount + 1 where id = :id", {{"id", id}});
          }
          return true;
        });
        const auto marker = "thread " + std::to_string(thread) + " round " + std::to_string(round);
        const auto echoed = database.read([&](Transaction& tx) {
          return tx.scalar<std::string>("select :marker", {{"marker", marker}}).value();
        });
        if (echoed != marker) ++wrong;
      }
    }));
  }
  for (auto& one : all) one.get();
  BOOST_TEST(wrong == 0);
  BOOST_TEST(run("select sum(amount) from scratch").value() == std::to_string(threads * rounds * 2));
  BOOST_TEST(database.pool().leased == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
