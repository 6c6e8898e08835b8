// Purpose: a blocking TCP connection to this machine, for tests that must decide about every byte. POSIX only, no Asio.
// Errors: std::runtime_error when connecting fails; a peer that has gone away shows in the results, not as an exception.
// Thread-safety: one thread per object.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tagwerk::test {

class RawSocket {
 public:
  /// Not connected yet.
  RawSocket();
  explicit RawSocket(std::uint16_t port) : RawSocket() { connect(port); }
  ~RawSocket();
  RawSocket(RawSocket&& other) noexcept;
  RawSocket& operator=(RawSocket&& other) noexcept;
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  void connect(std::uint16_t port);
  /// Sends all of it; false when the peer takes no more.
  bool send(std::string_view bytes);
  /// No more will be sent; answers can still be read.
  void shutdown_send();
  /// Ends at once, with a reset.
  void reset();

  enum class Event { bytes, end, broken, timeout };
  /// Waits for bytes and appends what there is to `into`.
  Event receive(std::string& into, std::chrono::steady_clock::time_point deadline);
  /// All bytes until the peer ends the connection or `limit` has passed.
  std::string receive_all(std::chrono::milliseconds limit, Event* ended_by = nullptr);

 private:
  void close() noexcept;
  int handle_ = -1;
};

}  // namespace tagwerk::test
