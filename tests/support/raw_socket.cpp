#include "tests/support/raw_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace tagwerk::test {
namespace {

constexpr std::size_t read_size_bytes = 64 * 1024;

int milliseconds_until(std::chrono::steady_clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  return left < 0 ? 0 : static_cast<int>(left) + 1;
}

}  // namespace

RawSocket::RawSocket() : handle_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (handle_ < 0) throw std::runtime_error(std::string("no socket: ") + std::strerror(errno));
}

void RawSocket::connect(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("no connection to port " + std::to_string(port) + ": " + std::strerror(errno));
  }
  const int on = 1;
  ::setsockopt(handle_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawSocket::~RawSocket() { close(); }
RawSocket::RawSocket(RawSocket&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
RawSocket& RawSocket::operator=(RawSocket&& other) noexcept {
  if (this != &other) {
    close();
    handle_ = std::exchange(other.handle_, -1);
  }
  return *this;
}

void RawSocket::close() noexcept {
  if (handle_ >= 0) ::close(std::exchange(handle_, -1));
}

bool RawSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawSocket::shutdown_send() { ::shutdown(handle_, SHUT_WR); }

void RawSocket::reset() {
  const linger at_once{1, 0};
  ::setsockopt(handle_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

RawSocket::Event RawSocket::receive(std::string& into, std::chrono::steady_clock::time_point deadline) {
  pollfd waiting{handle_, POLLIN, 0};
  const int ready = ::poll(&waiting, 1, milliseconds_until(deadline));
  if (ready < 0 && errno == EINTR) return receive(into, deadline);
  if (ready == 0) return Event::timeout;
  if (ready < 0) return Event::broken;
  const auto size = into.size();
  into.resize(size + read_size_bytes);
  const auto received = ::recv(handle_, into.data() + size, read_size_bytes, 0);
  into.resize(size + (received > 0 ? static_cast<std::size_t>(received) : 0));
  if (received > 0) return Event::bytes;
  return received == 0 ? Event::end : Event::broken;
}

std::string RawSocket::receive_all(std::chrono::milliseconds limit, Event* ended_by) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  std::string bytes;
  auto event = Event::bytes;
  while (event == Event::bytes) event = receive(bytes, deadline);
  if (ended_by != nullptr) *ended_by = event;
  return bytes;
}

}  // namespace tagwerk::test
