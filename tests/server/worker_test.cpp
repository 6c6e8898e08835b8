// Handlers on workers, answers that come later, and everything that can go wrong with them.
#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "api/server/worker_pool.hpp"
#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;
namespace http = tagwerk::http;
using std::chrono::milliseconds;

namespace {

using Done = std::function<void(http::Response)>;

/// Keeps what deferred replies were given, until the test answers.
class Desk {
 public:
  http::Reply operator()(const http::Request&) {
    return http::Deferred{[this](Done done) {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(done));
    }};
  }
  std::vector<Done> take(std::size_t count) {
    std::vector<Done> taken;
    BOOST_TEST(becomes_true([&] {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() < count) return false;
      taken.swap(waiting_);
      return true;
    }));
    return taken;
  }

 private:
  std::mutex mutex_;
  std::vector<Done> waiting_;
};

struct Counting final : tagwerk::server::Job {
  explicit Counting(std::atomic<int>& counter) : count(&counter) {}
  void run() noexcept override {
    std::this_thread::sleep_for(milliseconds(5));
    ++*count;
  }
  std::atomic<int>* count;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(workers)

BOOST_AUTO_TEST_CASE(a_slow_handler_holds_up_nobody_else) {
  RunningServer running;
  auto slow = running.client();
  slow.send(write_request("GET", "/gate", ""));
  BOOST_TEST(becomes_true([&] { return running.application.at_gate() == 1; }));
  auto fast = running.client();
  BOOST_TEST(fast.get("/work").status == 200);
  BOOST_TEST(fast.get("/now").status == 200);
  running.application.open_gate();
  BOOST_TEST(slow.read_answer().status == 200);
}

BOOST_AUTO_TEST_CASE(a_handler_that_throws_is_500_internal_error_and_nothing_of_it_shows) {
  RunningServer running;
  running.application.handler = [](const http::Request& request) -> http::Reply {
    if (request.path == "/custom/int") throw 7;
    throw std::runtime_error("secret");
  };
  auto client = running.client();
  for (const auto* path : {"/custom", "/custom/int", "/now-throws", "/admit-throws"}) {
    BOOST_TEST_CONTEXT(path) {
      const auto answer = client.get(path);
      BOOST_TEST(answer.status == 500);
      BOOST_TEST(answer.body == "internal_error: ");
    }
  }
  BOOST_TEST(client.get("/now").status == 200);
  BOOST_TEST(running.server().open_connections() == 1u);
}

BOOST_AUTO_TEST_CASE(a_deferred_answer_comes_from_another_thread_and_holds_no_worker) {
  RunningServer running([](auto& settings) { settings.worker_threads = 1; });
  Desk desk;
  running.application.handler = std::ref(desk);
  std::vector<HttpClient> clients;
  constexpr std::size_t count = 20;
  for (std::size_t i = 0; i < count; ++i) {
    clients.emplace_back(running.port());
    clients.back().send(write_request("POST", "/custom", std::to_string(i)));
  }
  auto waiting = desk.take(count);
  BOOST_TEST(running.client().get("/work").status == 200);
  std::thread other([&] {
    for (const auto& done : waiting) done(text_answer(201, "done"));
  });
  for (auto& client : clients) {
    const auto answer = client.read_answer();
    BOOST_TEST(answer.status == 201);
    BOOST_TEST(answer.body == "done");
  }
  other.join();
  BOOST_TEST(clients.front().get("/now").status == 200);
}

BOOST_AUTO_TEST_CASE(a_deferred_answer_may_come_at_once) {
  RunningServer running;
  running.application.handler = [](const http::Request&) {
    return http::Deferred{[](const Done& done) { done(text_answer(201, "at once")); }};
  };
  auto client = running.client();
  for (int i = 0; i < 20; ++i) BOOST_TEST(client.get("/custom").body == "at once");
}

BOOST_AUTO_TEST_CASE(only_the_first_of_several_answers_counts) {
  RunningServer running;
  Desk desk;
  running.application.handler = std::ref(desk);
  auto client = running.client();
  client.send(write_request("GET", "/custom", ""));
  const auto done = desk.take(1).front();
  done(text_answer(200, "first"));
  done(text_answer(200, "second"));
  BOOST_TEST(client.read_answer().body == "first");
  BOOST_TEST(client.get("/now").body == "now");
  done(text_answer(200, "much later"));
  BOOST_TEST(client.get("/now").body == "now");
}

BOOST_AUTO_TEST_CASE(a_deferred_answer_that_is_dropped_is_500_internal_error) {
  RunningServer running;
  Desk desk;
  running.application.handler = std::ref(desk);
  auto client = running.client();
  client.send(write_request("GET", "/custom", ""));
  static_cast<void>(desk.take(1));
  BOOST_TEST(client.read_answer().status == 500);

  RunningServer throwing;
  throwing.application.handler = [](const http::Request&) {
    return http::Deferred{[](const Done&) { throw std::runtime_error("on purpose"); }};
  };
  BOOST_TEST(throwing.client().get("/custom").status == 500);
}

BOOST_AUTO_TEST_CASE(the_answer_to_a_client_that_has_gone_is_still_reported) {
  RunningServer running;
  for (const bool abruptly : {true, false}) {
    auto client = running.client();
    client.send(write_request("GET", "/gate", ""));
    BOOST_TEST(becomes_true([&] { return running.application.at_gate() > 0; }));
    if (abruptly) client.socket().reset();
  }
  running.application.open_gate();
  BOOST_TEST(running.application.wait_for_answers(2));
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 0; }));
  BOOST_TEST(running.client().get("/now").status == 200);
}

BOOST_AUTO_TEST_CASE(an_answer_after_the_server_s_end_goes_nowhere) {
  Desk desk;
  std::vector<Done> waiting;
  {
    RunningServer running([](auto& settings) { settings.drain_timeout = milliseconds(50); });
    running.application.handler = std::ref(desk);
    auto client = running.client();
    client.send(write_request("GET", "/custom", "") + write_request("GET", "/custom", ""));
    waiting = desk.take(1);
    BOOST_TEST(running.stop().count() < 2000);
    BOOST_TEST(client.ends());
  }
  waiting.front()(text_answer(200, "too late"));
  waiting.clear();
}

BOOST_AUTO_TEST_CASE(the_pool_runs_every_job_it_took_and_refuses_what_is_too_much) {
  std::atomic<int> count = 0;
  tagwerk::server::WorkerPool pool(2, 3);
  int taken = 0;
  for (int i = 0; i < 50; ++i) taken += pool.try_submit(std::make_shared<Counting>(count)) ? 1 : 0;
  BOOST_TEST(taken >= 5);
  BOOST_TEST(taken < 50);
  BOOST_TEST(becomes_true([&] { return count == taken && pool.busy() == 0; }));
  pool.stop();
  BOOST_TEST(!pool.try_submit(std::make_shared<Counting>(count)));
  BOOST_TEST(count == taken);
}

BOOST_AUTO_TEST_SUITE_END()
