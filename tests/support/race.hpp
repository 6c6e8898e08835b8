// Purpose: many clients at the same moment, each a thread with a connection of its own: what the locks are for.
// Errors: a client that throws fails the test. Thread-safety: one thread; what the clients do is theirs.
#pragma once

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <barrier>
#include <chrono>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

#include "tests/support/test_database.hpp"

namespace tagwerk::support {

/// A connection for each, and time enough to wait for the others.
[[nodiscard]] inline storage::Settings racing_settings(const TestDatabase& data, int clients) {
  auto settings = data.settings();
  settings.pool_size = static_cast<std::size_t>(clients);
  settings.lease_timeout = std::chrono::milliseconds(30'000);
  return settings;
}

/// How many of `clients` calls of `ask(number)` at the same moment return true.
template <class Ask>
int at_once(int clients, Ask&& ask) {
  std::atomic<int> good = 0;
  std::atomic<int> broken = 0;
  std::barrier start(clients);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
      threads.emplace_back([&, i] {
        start.arrive_and_wait();
        try {
          good += ask(i) ? 1 : 0;
        } catch (const std::exception&) {
          ++broken;
        }
      });
    }
  }
  BOOST_TEST(broken == 0);
  return good;
}

}  // namespace tagwerk::support
