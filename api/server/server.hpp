// Purpose: HTTP/1.1 over TCP for one Application: accepts, reads, calls, answers, and drains. Bytes move on I/O threads,
// handlers run on a bounded pool of workers; what is refused before a handler, and in which order, stands in docs/api.md.
// Errors: the constructor throws std::runtime_error with address and port when it cannot listen; afterwards every fault of
// a connection ends that connection only, and is logged.
// Thread-safety: run() by one thread; everything else by any thread at any time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "api/http/application.hpp"
#include "api/http/forwarded.hpp"

namespace tagwerk::server {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free port, see Server::port()
  int io_threads = 1;
  int worker_threads = 8;
  std::size_t queue_limit = 1024;                    // requests that wait for a worker; beyond: 503
  std::size_t connection_limit = 4096;               // open connections; beyond: 503 and close
  std::size_t turned_away_limit = 256;               // of those at a time; beyond: closed without a word
  std::chrono::milliseconds idle_timeout{60'000};    // between two requests; then the connection is closed silently
  std::chrono::milliseconds header_timeout{10'000};  // from a head's first byte to its last; then 408 and close
  std::chrono::milliseconds body_timeout{30'000};    // from the head's last byte to the body's last; then 408 and close
  std::chrono::milliseconds write_timeout{30'000};   // from an answer's first byte to its last; then close
  std::chrono::milliseconds drain_timeout{15'000};   // after drain(): what has not ended by then is cut
  http::TrustedProxies trusted_proxies{};
};

class Server {
 public:
  /// Listens from here on; answers once run() is called.
  Server(ServerSettings settings, http::Application& application);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  /// Serves until drained; uses the calling thread as one of the I/O threads. Once per Server.
  void run();
  /// No new connections; idle ones close, running requests get their answers, then run() returns, at the latest after
  /// drain_timeout. Async-signal-safe; may be called before run() and more than once.
  void drain() noexcept;
  [[nodiscard]] bool draining() const noexcept;

  // For /metrics.
  [[nodiscard]] std::size_t open_connections() const noexcept;
  [[nodiscard]] std::size_t queued_requests() const noexcept;
  [[nodiscard]] std::size_t busy_workers() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tagwerk::server
