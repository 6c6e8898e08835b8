// The end of a server: nobody who was told "yes" loses it, and nobody can hold it up for ever.
#include <boost/test/unit_test.hpp>
#include <signal.h>

#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;
using std::chrono::milliseconds;

namespace {

tagwerk::server::Server* signalled = nullptr;

}  // namespace

BOOST_AUTO_TEST_SUITE(draining)

BOOST_AUTO_TEST_CASE(an_idle_server_ends_at_once) {
  RunningServer running;
  BOOST_TEST(!running.server().draining());
  BOOST_TEST(running.stop().count() < 1000);
  BOOST_TEST(running.server().draining());
}

BOOST_AUTO_TEST_CASE(drain_before_run_and_twice_is_a_short_run) {
  FakeApplication application;
  tagwerk::server::Server server({}, application);
  server.drain();
  server.drain();
  server.run();
  server.drain();
  BOOST_TEST(server.open_connections() == 0u);
}

BOOST_AUTO_TEST_CASE(a_running_request_gets_its_answer_and_the_connection_ends) {
  RunningServer running;
  auto client = running.client();
  client.send(write_request("GET", "/gate", "") + write_request("GET", "/now", ""));
  BOOST_TEST(becomes_true([&] { return running.application.at_gate() == 1; }));
  running.server().drain();
  BOOST_TEST(client.is_silent_for(milliseconds(100)));
  running.application.open_gate();
  const auto answer = client.read_answer();
  BOOST_TEST(answer.body == "through the gate");
  BOOST_TEST(answer.header("connection") == "close");
  BOOST_TEST(client.ends());
  BOOST_TEST(running.stop().count() < 3000);
}

BOOST_AUTO_TEST_CASE(a_request_that_is_half_here_is_read_and_answered) {
  RunningServer running;
  auto in_head = running.client();
  in_head.send("GET /now HTTP/1.1\r\nHo");
  auto in_body = running.client();
  in_body.send("POST /work HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 2; }));
  std::this_thread::sleep_for(milliseconds(50));
  running.server().drain();
  std::this_thread::sleep_for(milliseconds(50));
  in_head.send("st: a\r\n\r\n");
  in_body.send("llo");
  BOOST_TEST(in_head.read_answer().body == "now");
  const auto answer = in_body.read_answer();
  BOOST_TEST(answer.body == "hello");
  BOOST_TEST(answer.header("connection") == "close");
}

BOOST_AUTO_TEST_CASE(idle_connections_end_cleanly_and_new_ones_find_nobody) {
  RunningServer running;
  std::vector<HttpClient> clients;
  for (int i = 0; i < 20; ++i) {
    clients.emplace_back(running.port());
    if (i % 2 == 0) BOOST_TEST(clients.back().get("/now").status == 200);
  }
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 20; }));
  const auto port = running.port();
  running.server().drain();
  for (auto& client : clients) {
    RawSocket::Event end{};
    BOOST_TEST(client.socket().receive_all(milliseconds(3000), &end) == "");
    BOOST_TEST((end == RawSocket::Event::end));
  }
  BOOST_TEST(becomes_true([&] {
    try {
      const RawSocket late(port);
      return false;
    } catch (const std::runtime_error&) {
      return true;
    }
  }));
  clients.clear();
  BOOST_TEST(running.stop().count() < 3000);
}

// They are connected, as far as they know, and have asked: the system's queue is part of what was accepted.
BOOST_AUTO_TEST_CASE(requests_of_clients_that_were_not_accepted_yet_are_answered) {
  RunningServer running;
  auto blocking = running.client();
  blocking.send(write_request("GET", "/now-gate", ""));
  BOOST_TEST(becomes_true([&] { return running.application.at_gate() == 1; }));
  std::vector<HttpClient> clients;
  for (int i = 0; i < 20; ++i) {
    clients.emplace_back(running.port());
    clients.back().send(write_request("POST", "/work", std::to_string(i)));
  }
  running.server().drain();
  running.application.open_gate();
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const auto answer = clients[i].read_answer();
    BOOST_TEST(answer.body == std::to_string(i));
    BOOST_TEST(answer.header("connection") == "close");
  }
}

BOOST_AUTO_TEST_CASE(who_does_not_end_is_cut_when_the_time_is_up) {
  RunningServer running([](auto& settings) { settings.drain_timeout = milliseconds(200); });
  auto client = running.client();
  client.send("POST /work HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 1; }));
  const auto time = running.stop();
  BOOST_TEST(time.count() >= 190);
  BOOST_TEST(time.count() < 2000);
  BOOST_TEST(client.ends());
}

BOOST_AUTO_TEST_CASE(drain_works_from_a_signal_handler) {
  RunningServer running;
  signalled = &running.server();
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = [](int) { signalled->drain(); };
  ::sigaction(SIGUSR1, &action, &before);
  ::raise(SIGUSR1);
  ::sigaction(SIGUSR1, &before, nullptr);
  BOOST_TEST(running.server().draining());
  BOOST_TEST(running.stop().count() < 1000);
}

// Each request of which the server has let know that it ran must have got its whole answer; a request that found a closed
// connection must not have run.
BOOST_AUTO_TEST_CASE(under_a_storm_of_requests_no_answer_is_lost) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> handled = 0;
    std::atomic<int> answered = 0;
    std::atomic<int> torn = 0;
    {
      RunningServer running([round](auto& settings) { settings.io_threads = 1 + round % 3; });
      running.application.handler = [&](const tagwerk::http::Request& request) {
        ++handled;
        return text_answer(200, request.body);
      };
      const auto storm = [&](int id) {
        const std::string body(static_cast<std::size_t>(1000 * (id + 1)), 'x');
        try {
          auto client = running.client();
          for (;;) {
            if (!client.send(write_request("POST", "/custom", body))) return;
            const auto answer = client.read_answer_or_end();
            if (!answer) return;
            if (answer->status == 200 && answer->body == body) ++answered;
            if (!answer->keeps_alive()) client = running.client();
          }
        } catch (const std::runtime_error& e) {
          if (std::string(e.what()).find("no connection") == std::string::npos) ++torn;
        }
      };
      std::vector<std::thread> clients;
      for (int id = 0; id < 12; ++id) clients.emplace_back(storm, id);
      BOOST_TEST(becomes_true([&] { return answered > 100; }));
      const auto time = running.stop();
      BOOST_TEST(time.count() < 4000);
      for (auto& client : clients) client.join();
    }
    BOOST_TEST(torn == 0);
    BOOST_TEST(answered == handled);
  }
}

BOOST_AUTO_TEST_SUITE_END()
