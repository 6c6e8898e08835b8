#include "api/server/io_loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>

#include "api/server/connection.hpp"

namespace tagwerk::server {
namespace {

// Deadlines are kept to about an eighth of the shortest.
Clock::duration tick_of(const ServerSettings& settings) {
  using std::chrono::milliseconds;
  const auto shortest = std::min({settings.idle_timeout, settings.header_timeout, settings.body_timeout,
                                  settings.write_timeout, settings.drain_timeout});
  return std::clamp(shortest / 8, milliseconds(5), milliseconds(250));
}

}  // namespace

IoLoop::IoLoop(Shared& shared) : shared_(shared) {}
IoLoop::~IoLoop() = default;

void IoLoop::run() {
  asio::co_spawn(context_, watch_deadlines(), [](const std::exception_ptr& fault) {
    if (fault) std::rethrow_exception(fault);
  });
  for (;;) {
    try {
      context_.run();
      return;
    } catch (const std::exception& e) {
      spdlog::error("a connection ended with an exception: {}", e.what());
    } catch (...) {
      spdlog::error("a connection ended with something that is no std::exception");
    }
  }
}

// Ends only with the loop, and so keeps it running.
Task<void> IoLoop::watch_deadlines() {
  const auto tick = tick_of(shared_.settings);
  while (!cut_at_ || !connections_.empty()) {
    tick_.expires_after(tick);
    error_code error;
    co_await tick_.async_wait(into(error));
    const auto now = Clock::now();
    for (auto* connection : connections_) connection->check_deadline(now);
    if (cut_at_ && now >= *cut_at_ && !connections_.empty()) {
      spdlog::warn("{} connections are cut: they did not end within the drain's time", connections_.size());
      context_.stop();
      co_return;
    }
  }
}

void IoLoop::finish() {
  cut_at_ = Clock::now() + shared_.settings.drain_timeout;
  for (auto* connection : connections_) connection->drain();
  stop_when_done();
}

void IoLoop::abandon_all() {
  for (auto* connection : connections_) connection->abandon();
}

void IoLoop::add(Connection& connection) {
  connection.place = connections_.size();
  connections_.push_back(&connection);
}

void IoLoop::remove(Connection& connection) noexcept {
  connections_.back()->place = connection.place;
  connections_[connection.place] = connections_.back();
  connections_.pop_back();
  stop_when_done();
}

void IoLoop::stop_when_done() {
  if (cut_at_ && connections_.empty()) tick_.cancel();
}

}  // namespace tagwerk::server
