// More than there may be: connections, waiting requests, file descriptors.
#include <boost/test/unit_test.hpp>
#include <sys/resource.h>

#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;
using std::chrono::milliseconds;

namespace {

/// No new descriptors for this process while the object lives.
class NoDescriptorsLeft {
 public:
  NoDescriptorsLeft() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    auto none = before_;
    none.rlim_cur = 3;
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptorsLeft() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptorsLeft(const NoDescriptorsLeft&) = delete;
  NoDescriptorsLeft& operator=(const NoDescriptorsLeft&) = delete;

 private:
  rlimit before_{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(one_connection_more_than_the_cap_is_told_so_and_closed) {
  RunningServer running([](auto& settings) { settings.connection_limit = 3; });
  std::vector<HttpClient> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back(running.port());
    BOOST_TEST(clients.back().get("/now").status == 200);
  }
  for (int i = 0; i < 5; ++i) {
    auto extra = running.client();
    const auto answer = extra.get("/now");
    BOOST_TEST(answer.status == 503);
    BOOST_TEST(answer.body.starts_with("overloaded: "));
    BOOST_TEST(answer.header("retry-after") == "1");
    BOOST_TEST(answer.header("connection") == "close");
    BOOST_TEST(extra.ends());
  }
  BOOST_TEST(running.server().open_connections() == 3u);
  for (auto& client : clients) BOOST_TEST(client.get("/now").status == 200);

  clients.pop_back();
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 2; }));
  BOOST_TEST(running.client().get("/now").status == 200);
}

BOOST_AUTO_TEST_CASE(those_turned_away_are_bounded_too) {
  RunningServer running([](auto& settings) { settings.connection_limit = 1; });
  auto first = running.client();
  BOOST_TEST(first.get("/now").status == 200);
  std::vector<RawSocket> crowd;
  for (int i = 0; i < 400; ++i) crowd.emplace_back(running.port());
  int told = 0;
  for (auto& socket : crowd) {
    if (socket.receive_all(milliseconds(1500)).starts_with("HTTP/1.1 503 ")) ++told;
  }
  BOOST_TEST(told >= 200);
  BOOST_TEST(told < 400);
  BOOST_TEST(first.get("/now").status == 200);
}

BOOST_AUTO_TEST_CASE(one_request_more_than_the_queue_holds_is_503_overloaded_and_keeps_its_connection) {
  RunningServer running([](auto& settings) {
    settings.worker_threads = 2;
    settings.queue_limit = 3;
  });
  std::vector<HttpClient> clients;
  for (int i = 0; i < 5; ++i) {
    clients.emplace_back(running.port());
    clients.back().send(write_request("GET", "/gate", ""));
  }
  BOOST_TEST(
      becomes_true([&] { return running.application.at_gate() == 2 && running.server().queued_requests() == 3; }));
  BOOST_TEST(running.server().busy_workers() == 2u);

  auto extra = running.client();
  for (int i = 0; i < 3; ++i) {
    const auto answer = extra.get("/work");
    BOOST_TEST(answer.status == 503);
    BOOST_TEST(answer.body.starts_with("overloaded: "));
    BOOST_TEST(answer.header("retry-after") == "1");
  }
  BOOST_TEST(extra.get("/now").status == 200);

  running.application.open_gate();
  for (auto& client : clients) BOOST_TEST(client.read_answer().body == "through the gate");
  BOOST_TEST(extra.get("/work").status == 200);
  BOOST_TEST(becomes_true([&] { return running.server().busy_workers() == 0; }));
  BOOST_TEST(running.server().queued_requests() == 0u);
}

BOOST_AUTO_TEST_CASE(accepting_survives_that_file_descriptors_run_out) {
  RunningServer running;
  auto before = running.client();
  BOOST_TEST(before.get("/now").status == 200);
  std::vector<RawSocket> clients(3);
  {
    const NoDescriptorsLeft none;
    for (auto& client : clients) {
      client.connect(running.port());  // as far as the system's own queue
      BOOST_TEST(client.send(write_request("GET", "/now", "", {{"Connection", "close"}})));
    }
    std::string answer;
    const auto soon = std::chrono::steady_clock::now() + milliseconds(250);
    BOOST_TEST((clients[0].receive(answer, soon) == RawSocket::Event::timeout));
    BOOST_TEST(before.get("/now").status == 200);
  }
  for (auto& client : clients) BOOST_TEST(client.receive_all(milliseconds(3000)).starts_with("HTTP/1.1 200 "));
}

BOOST_AUTO_TEST_CASE(it_cannot_listen_where_another_does_and_says_so) {
  RunningServer running;
  FakeApplication application;
  tagwerk::server::ServerSettings settings;
  settings.port = running.port();
  BOOST_CHECK_EXCEPTION((tagwerk::server::Server{settings, application}), std::runtime_error, [&](const auto& e) {
    return std::string(e.what()) ==
           "cannot listen on 127.0.0.1 port " + std::to_string(running.port()) + ": Address already in use";
  });
  settings.address = "somewhere";
  BOOST_CHECK_EXCEPTION((tagwerk::server::Server{settings, application}), std::runtime_error, [](const auto& e) {
    return std::string(e.what()).find("not an IP address") != std::string::npos;
  });
}

BOOST_AUTO_TEST_SUITE_END()
