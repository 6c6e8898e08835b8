// Purpose: a small blocking HTTP/1.1 client on raw sockets: one connection, kept alive, answers read one by one, every byte
// that is sent decided by the caller if he likes. Understands Content-Length, chunked and bodies that end with the connection.
// Errors: std::runtime_error when no (whole) answer comes before the deadline; the text says how far it came.
// Thread-safety: one thread per object.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/raw_socket.hpp"

namespace tagwerk::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpAnswer {
  std::string version;  // "HTTP/1.1"
  int status = 0;
  std::string reason;
  Headers headers;  // names lower case
  std::string body;

  /// The value of the first header of that name (lower case), or "".
  [[nodiscard]] std::string header(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// The connection can be used again, as the answer says.
  [[nodiscard]] bool keeps_alive() const;
};

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port, std::chrono::milliseconds limit = std::chrono::seconds(10));

  HttpAnswer get(std::string_view target, const Headers& headers = {}) { return ask("GET", target, {}, headers); }
  HttpAnswer head(std::string_view target, const Headers& headers = {}) { return ask("HEAD", target, {}, headers); }
  HttpAnswer post(std::string_view target, std::string_view body, const Headers& headers = {}) {
    return ask("POST", target, body, headers);
  }
  HttpAnswer put(std::string_view target, std::string_view body, const Headers& headers = {}) {
    return ask("PUT", target, body, headers);
  }
  HttpAnswer patch(std::string_view target, std::string_view body, const Headers& headers = {}) {
    return ask("PATCH", target, body, headers);
  }
  HttpAnswer remove(std::string_view target, const Headers& headers = {}) { return ask("DELETE", target, {}, headers); }
  /// Sends a request with Host, Content-Length (where there is a body, or a method that wants one) and the given headers;
  /// reads its answer. Connects anew when the last answer closed the connection.
  HttpAnswer ask(std::string_view method, std::string_view target, std::string_view body, const Headers& headers = {});

  /// Bytes as they are; false when the server takes no more.
  bool send(std::string_view bytes) { return socket_.send(bytes); }
  /// The next answer, 1xx included. `to_head`: the answer of a HEAD request, which has no body.
  HttpAnswer read_answer(bool to_head = false);
  /// nullopt when the connection ends, or breaks, before a byte of a next answer.
  std::optional<HttpAnswer> read_answer_or_end(bool to_head = false);
  /// The server ends the connection within the limit, without a further byte.
  bool ends();
  /// The connection is open and silent for so long.
  bool is_silent_for(std::chrono::milliseconds time);
  RawSocket& socket() noexcept { return socket_; }

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  bool fill(Deadline deadline);
  std::string take_line(Deadline deadline);
  void take(std::size_t count, std::string& into, Deadline deadline);
  void take_chunks(HttpAnswer& answer, Deadline deadline);
  void take_body(HttpAnswer& answer, Deadline deadline);

  std::uint16_t port_;
  std::chrono::milliseconds limit_;
  RawSocket socket_;
  std::string buffer_;  // received, not yet used
  bool usable_ = true;
};

/// The bytes of a request as ask() sends it.
[[nodiscard]] std::string write_request(std::string_view method, std::string_view target, std::string_view body,
                                        const Headers& headers = {});

}  // namespace tagwerk::test
