#include "api/server/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <exception>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "api/server/connection.hpp"

namespace tagwerk::server {
namespace {

constexpr std::chrono::milliseconds failed_accept_pause{100};  // until there may be a file descriptor again
constexpr int backlog = 4096;                                  // the system cuts it to net.core.somaxconn

std::string peer_text(const tcp::endpoint& endpoint) {
  const auto text = endpoint.address().to_string();
  const auto address = http::IpAddress::parse(text);
  return address ? address->text() : text;
}

int open_event() {
  const int handle = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (handle < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  return handle;
}

std::deque<IoLoop> make_loops(Shared& shared) {
  std::deque<IoLoop> loops;
  for (int i = 0; i < shared.settings.io_threads; ++i) loops.emplace_back(shared);
  return loops;
}

}  // namespace

struct Server::State {
  State(ServerSettings settings, http::Application& application);

  void listen();
  void run();
  void drain() noexcept;
  Task<void> accept();
  Task<void> pause();
  Task<void> await_drain();
  void accept_backlog();
  void hand_over(IoLoop& loop, Socket socket, const tcp::endpoint& peer);
  IoLoop& next_loop() { return loops[next++ % loops.size()]; }

  Shared shared;
  std::deque<IoLoop> loops;
  std::size_t next = 0;
  Acceptor acceptor;
  asio::posix::basic_stream_descriptor<Executor> drain_event;
  const int drain_handle;
  std::uint16_t port = 0;
};

Server::State::State(ServerSettings settings, http::Application& application)
    : shared(std::move(settings), application),
      loops(make_loops(shared)),
      acceptor(loops.front().context()),
      drain_event(loops.front().context(), open_event()),
      drain_handle(drain_event.native_handle()) {
  listen();
}

void Server::State::listen() {
  const auto& settings = shared.settings;
  const auto fail = [&settings](const std::string& why) {
    throw std::runtime_error("cannot listen on " + settings.address + " port " + std::to_string(settings.port) + ": " +
                             why);
  };
  error_code error;
  const auto address = asio::ip::make_address(settings.address, error);
  if (error) fail("that is not an IP address");
  const tcp::endpoint endpoint(address, settings.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error && address.is_v6()) acceptor.set_option(asio::ip::v6_only(false), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(backlog, error);
  if (!error) port = acceptor.local_endpoint(error).port();
  if (error) fail(error.message());
}

void Server::State::run() {
  const auto log_fault = [](const std::exception_ptr& fault) {
    if (fault) std::rethrow_exception(fault);
  };
  asio::co_spawn(loops.front().context(), accept(), log_fault);
  asio::co_spawn(loops.front().context(), await_drain(), log_fault);
  {
    std::vector<std::jthread> threads;
    try {
      for (std::size_t i = 1; i < loops.size(); ++i) threads.emplace_back([&loop = loops[i]] { loop.run(); });
    } catch (...) {
      for (auto& loop : loops) loop.context().stop();
      throw;
    }
    loops.front().run();
  }
  for (auto& loop : loops) loop.abandon_all();
  shared.workers.stop();
}

void Server::State::drain() noexcept {
  // Called by signal handlers: nothing here but an atomic store and a system call.
  const int kept = errno;
  shared.draining = true;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(drain_handle, &one, sizeof one);
  errno = kept;
}

Task<void> Server::State::await_drain() {
  error_code error;
  co_await drain_event.async_wait(asio::posix::descriptor_base::wait_read, into(error));
  acceptor.cancel(error);
}

Task<void> Server::State::accept() {
  bool failing = false;
  while (!shared.draining) {
    auto& loop = next_loop();
    Socket socket(loop.context());
    tcp::endpoint peer;
    error_code error;
    co_await acceptor.async_accept(socket, peer, into(error));
    if (!error) {
      failing = false;
      hand_over(loop, std::move(socket), peer);
    } else if (error != asio::error::operation_aborted && error != asio::error::connection_aborted) {
      if (!std::exchange(failing, true)) spdlog::error("connections cannot be accepted: {}", error.message());
      co_await pause();
    }
  }
  accept_backlog();
  error_code ignored;
  acceptor.close(ignored);
  for (auto& loop : loops) asio::post(loop.context(), [&loop] { loop.finish(); });
}

Task<void> Server::State::pause() {
  Timer timer(acceptor.get_executor(), failed_accept_pause);
  error_code ignored;
  co_await timer.async_wait(into(ignored));
}

// Clients that the system has accepted for us would lose their request when we stop listening.
void Server::State::accept_backlog() {
  error_code error;
  acceptor.non_blocking(true, error);
  for (int i = 0; i < backlog && !error; ++i) {
    auto& loop = next_loop();
    Socket socket(loop.context());
    tcp::endpoint peer;
    acceptor.accept(socket, peer, error);
    if (!error) hand_over(loop, std::move(socket), peer);
  }
}

void Server::State::hand_over(IoLoop& loop, Socket socket, const tcp::endpoint& peer) {
  const bool is_full = shared.open_connections >= shared.settings.connection_limit;
  if (is_full && shared.turned_away >= shared.settings.turned_away_limit) return;
  ++(is_full ? shared.turned_away : shared.open_connections);
  const auto kind = is_full ? Connection::Kind::turn_away : Connection::Kind::serve;
  asio::post(loop.context(), [&loop, kind, socket = std::move(socket), peer = peer_text(peer)]() mutable {
    Connection::start(loop, std::move(socket), std::move(peer), kind);
  });
}

Server::Server(ServerSettings settings, http::Application& application)
    : state_(std::make_unique<State>(std::move(settings), application)) {}
Server::~Server() = default;

std::uint16_t Server::port() const noexcept { return state_->port; }
void Server::run() { state_->run(); }
void Server::drain() noexcept { state_->drain(); }
bool Server::draining() const noexcept { return state_->shared.draining; }
std::size_t Server::open_connections() const noexcept { return state_->shared.open_connections; }
std::size_t Server::queued_requests() const noexcept { return state_->shared.workers.queued(); }
std::size_t Server::busy_workers() const noexcept { return state_->shared.workers.busy(); }

}  // namespace tagwerk::server
