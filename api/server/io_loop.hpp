// Purpose: one I/O thread: its io_context, its connections, their deadlines (one coarse timer for all instead of one each),
// and what they share so that no answer needs it made anew.
// Errors: an exception that a connection lets through is logged; the loop goes on.
// Thread-safety: everything on the loop's own thread, except post(), and abandon_all() after the thread has ended.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "api/server/answer_head.hpp"
#include "api/server/asio.hpp"
#include "api/server/request_id.hpp"
#include "api/server/server.hpp"
#include "api/server/worker_pool.hpp"

namespace tagwerk::server {

class Connection;

/// What all loops and connections of a server share.
struct Shared {
  Shared(ServerSettings given, http::Application& app)
      : settings(std::move(given)), application(app), workers(settings.worker_threads, settings.queue_limit) {}

  const ServerSettings settings;
  http::Application& application;
  WorkerPool workers;
  std::atomic<bool> draining{false};
  std::atomic<std::size_t> open_connections{0};
  std::atomic<std::size_t> turned_away{0};  // being told that there are too many
};

class IoLoop {
 public:
  explicit IoLoop(Shared& shared);
  ~IoLoop();
  IoLoop(const IoLoop&) = delete;
  IoLoop& operator=(const IoLoop&) = delete;

  /// Runs until finish() and the end of the last connection.
  void run();
  /// No connection will come any more; those that are idle close. What is left after drain_timeout is cut.
  void finish();
  /// After run(): frees what was cut, and lets answers that still come go nowhere.
  void abandon_all();

  void add(Connection& connection);
  void remove(Connection& connection) noexcept;

  [[nodiscard]] asio::io_context& context() noexcept { return context_; }
  [[nodiscard]] Shared& shared() noexcept { return shared_; }
  [[nodiscard]] HttpDate& date() noexcept { return date_; }
  [[nodiscard]] RequestIds& request_ids() noexcept { return request_ids_; }

 private:
  Task<void> watch_deadlines();
  void stop_when_done();

  Shared& shared_;
  std::vector<Connection*> connections_;
  HttpDate date_;
  RequestIds request_ids_;
  std::optional<Clock::time_point> cut_at_;  // set by finish()
  asio::io_context context_{1};
  Timer tick_{context_.get_executor()};
};

}  // namespace tagwerk::server
