// Purpose: what the socket side asks of the application; the only thing that api/server knows of it.
// Thread-safety: every function may be called from several threads at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "api/http/message.hpp"

namespace tagwerk::http {

/// Answer to a head, before a byte of the body is read.
struct Admission {
  std::optional<Response>
      refusal;  // 404, 405, 413 …: answered instead of reading on; the server decides about keep-alive
  std::size_t body_limit_bytes = 0;  // a longer body is refused with 413, declared or not
};

struct Timing {
  std::chrono::microseconds queued{};   // waiting for a worker
  std::chrono::microseconds handled{};  // in the handler
  std::chrono::microseconds total{};    // from the head's last byte to the answer handed to the socket
};

class Application {
 public:
  virtual ~Application() = default;

  /// I/O thread, must not block.
  [[nodiscard]] virtual Admission admit(const RequestHead& head) const = 0;
  /// I/O thread, must not block: an answer from memory, or one that comes later without a worker; nullopt: to a worker.
  [[nodiscard]] virtual std::optional<Reply> try_now(const Request& request) = 0;
  /// Worker thread, may block. Never throws.
  [[nodiscard]] virtual Reply handle(const Request& request) = 0;
  /// A refusal that the server itself makes (400, 413, 414, 417, 431, 501, 503 …): `code` is one of the names in
  /// protocol_errors.hpp. `request_id` is already known.
  [[nodiscard]] virtual Response refuse(int status, std::string_view code, std::string_view detail,
                                        const RequestHead* head, std::string_view request_id) const = 0;
  /// After each answer, for access log and metrics. The target is empty when no head could be parsed; peer and request id
  /// are known all the same.
  virtual void answered(const Request& request, const Response& response, const Timing& timing) = 0;
};

}  // namespace tagwerk::http
