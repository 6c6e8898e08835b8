#include "tests/support/cutting_proxy.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace tagwerk::support {
namespace {

constexpr int poll_ms = 20;

// A socket, and what a name of a file becomes for it.
struct Endpoint {
  explicit Endpoint(const std::string& path) : handle(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error("a socket's name is too long: " + path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  }
  [[nodiscard]] const sockaddr* where() const { return reinterpret_cast<const sockaddr*>(&address); }
  int handle;
  sockaddr_un address{};
};

bool readable(int handle) {
  pollfd asked{handle, POLLIN, 0};
  return ::poll(&asked, 1, poll_ms) > 0;
}

// Empty when the other side has gone.
std::string receive(int handle) {
  std::array<char, 65536> buffer;
  const auto got = ::recv(handle, buffer.data(), buffer.size(), 0);
  return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : std::string();
}

bool send_all(int handle, const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const auto put = ::send(handle, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (put <= 0) return false;
    sent += static_cast<std::size_t>(put);
  }
  return true;
}

}  // namespace

CuttingProxy::CuttingProxy(std::string server) : server_(std::move(server)) {
  std::string pattern = "/tmp/tagwerk-proxy.XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for a proxy");
  folder_ = pattern;
  path_ = folder_ + "/socket";
  const Endpoint own(path_);
  listener_ = own.handle;
  if (::bind(listener_, own.where(), sizeof own.address) != 0 || ::listen(listener_, 64) != 0) {
    throw std::runtime_error("a proxy cannot listen");
  }
  accepting_ = std::thread([this] { accept_all(); });
}

CuttingProxy::~CuttingProxy() {
  stopping_ = true;
  accepting_.join();
  for (auto& thread : serving_) thread.join();
  ::close(listener_);
  ::unlink(path_.c_str());
  ::rmdir(folder_.c_str());
}

void CuttingProxy::cut(Cut how, const std::string& statement, int times) {
  const std::lock_guard lock(mutex_);
  how_ = how;
  statement_ = statement;
  times_ = times;
  seen_ = 0;
}

// A packet of a statement: three bytes of length, a number, the command 3 and the text.
CuttingProxy::Cut CuttingProxy::decide(const std::string& bytes) {
  const std::lock_guard lock(mutex_);
  if (statement_.empty() || bytes.size() < 5 || bytes[4] != 3 || bytes.compare(5, statement_.size(), statement_) != 0) {
    return Cut::never;
  }
  ++seen_;
  return times_-- > 0 ? how_ : Cut::never;
}

void CuttingProxy::accept_all() {
  while (!stopping_) {
    if (!readable(listener_)) continue;
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client >= 0) serving_.emplace_back([this, client] { serve(client); });
  }
}

void CuttingProxy::serve(int client) {
  const Endpoint server(server_);
  bool open = ::connect(server.handle, server.where(), sizeof server.address) == 0;
  bool held = false;
  while (open && !stopping_) {
    std::array<pollfd, 2> both{{{client, POLLIN, 0}, {server.handle, POLLIN, 0}}};
    if (::poll(both.data(), silent_ || held ? 0 : 2, poll_ms) <= 0) continue;
    if (both[1].revents != 0) {
      const auto bytes = receive(server.handle);
      open = !bytes.empty() && send_all(client, bytes);
    }
    if (open && both[0].revents != 0) {
      const auto bytes = receive(client);
      const auto how = decide(bytes);
      open = !bytes.empty() && how != Cut::before && send_all(server.handle, bytes);
      if (how == Cut::hold) held = true;
      if (how == Cut::after) {
        while (!readable(server.handle) && !stopping_) continue;
        open = false;
      }
    }
  }
  ::close(client);
  ::close(server.handle);
}

}  // namespace tagwerk::support
