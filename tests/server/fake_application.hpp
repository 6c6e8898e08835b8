// Purpose: an application whose answers a test decides, and a server around it on a free port of the loopback interface.
// Routes: GET /now (from memory), GET /work and POST /work (on a worker; POST echoes its body), GET /gate (waits until the
// test opens it), GET /now-gate (the same, and holds the I/O thread up as no application should), POST /status/NNN (that status), and whatever `handler` answers under /custom (under /custom/careless the
// declared size is not looked at). Everything else is 404, PUT is 405.
// Thread-safety: FakeApplication as http::Application demands; the rest by the test's thread.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/http/application.hpp"
#include "api/server/server.hpp"
#include "tests/support/http_client.hpp"

namespace tagwerk::test {

class FakeApplication final : public http::Application {
 public:
  static constexpr std::size_t body_limit_bytes = 100'000;

  [[nodiscard]] http::Admission admit(const http::RequestHead& head) const override;
  [[nodiscard]] std::optional<http::Reply> try_now(const http::Request& request) override;
  [[nodiscard]] http::Reply handle(const http::Request& request) override;
  [[nodiscard]] http::Response refuse(int status, std::string_view code, std::string_view detail,
                                      const http::RequestHead* head, std::string_view request_id) const override;
  void answered(const http::Request& request, const http::Response& response, const http::Timing& timing) override;

  /// For paths that begin with /custom; set before the server runs.
  std::function<http::Reply(const http::Request&)> handler;

  void open_gate();
  /// How many requests have come to the gate.
  [[nodiscard]] int at_gate() const { return at_gate_; }
  /// "GET /now 200", in the order of the answers; "- 400" when no head could be read.
  [[nodiscard]] std::vector<std::string> log() const;
  /// Waits until so many answers are logged.
  [[nodiscard]] bool wait_for_answers(std::size_t count) const;

 private:
  [[nodiscard]] http::Response pass_gate();

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::vector<std::string> log_;
  bool open_ = false;
  std::atomic<int> at_gate_ = 0;
};

[[nodiscard]] http::Response text_answer(int status, std::string text);

/// Serves from construction to stop(); deadlines are short, so that tests of them are.
class RunningServer {
 public:
  explicit RunningServer(const std::function<void(server::ServerSettings&)>& adjust = {});
  ~RunningServer();

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] HttpClient client() const { return HttpClient(port()); }
  [[nodiscard]] server::Server& server() { return *server_; }
  /// Drains; how long that took.
  std::chrono::milliseconds stop();

  FakeApplication application;

 private:
  std::unique_ptr<server::Server> server_;
  std::thread thread_;
};

/// Asks again and again, for a few seconds.
[[nodiscard]] bool becomes_true(const std::function<bool()>& condition,
                                std::chrono::milliseconds limit = std::chrono::seconds(5));

}  // namespace tagwerk::test
