// SIGTERM under load: what was acknowledged is there, what was not acknowledged was not promised.
#include <boost/test/unit_test.hpp>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

BOOST_AUTO_TEST_SUITE(drain)

BOOST_AUTO_TEST_CASE(a_server_that_is_asked_to_stop_under_load_loses_no_acknowledged_registration) {
  auto& world = World::get();
  const auto event = world.new_event();
  const auto company = world.new_company();
  const auto path = "/api/v1/events/" + event + "/registrations";
  const auto body = R"({"company_id": ")" + company + R"(", "headcount": 1, "participants": [], "waitlist": "none"})";

  ServerProcess server(binary(), world.database.url());
  const Client client(server.port(), world.organizer.token());
  std::mutex mutex;
  std::set<std::string> acknowledged;
  std::atomic<int> strange = 0;
  int status = -1;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (;;) {
          try {
            const auto answer = client.post(path, body);
            if (answer.status == 201) {
              const std::lock_guard lock(mutex);
              acknowledged.insert(answer.id());
            } else if (answer.status != 503) {
              ++strange;
            }
          } catch (const std::runtime_error&) {
            return;  // no longer there
          }
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    status = server.stop();
  }
  BOOST_TEST(status == 0);
  BOOST_TEST(strange == 0);
  BOOST_TEST(acknowledged.size() > 10u);

  std::set<std::string> stored;
  for (std::string next = path + "?limit=500"; !next.empty();) {
    const auto page = world.organizer.get(next);
    BOOST_TEST_REQUIRE(page.status == 200);
    for (std::size_t i = 0; i < page.size("/results"); ++i)
      stored.insert(page.text("/results/" + std::to_string(i) + "/id"));
    next = page.is_null("/next") ? "" : page.text("/next");
  }
  for (const auto& id : acknowledged) BOOST_TEST(stored.contains(id));
}

BOOST_AUTO_TEST_CASE(a_second_signal_or_an_idle_connection_does_not_hold_the_server_up) {
  auto& world = World::get();
  ServerProcess server(binary(), world.database.url());
  const Client client(server.port(), world.organizer.token());
  BOOST_TEST(client.get("/healthz").status == 200);
  server.process().send_signal(SIGINT);
  BOOST_TEST(server.process().wait(std::chrono::seconds(5)) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
