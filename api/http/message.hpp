// Purpose: a request and an answer as plain values, so that handlers are functions that need no socket and no Asio.
// Shapes: header names lower case; target, path and query as sent (percent-encoded), body as received, chunking removed.
// Thread-safety: values.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tagwerk::http {

class Stream;

enum class Method { get, head, post, put, patch, delete_, options };

[[nodiscard]] std::string_view to_text(Method method) noexcept;
/// Methods are case-sensitive (RFC 9110 section 9.1); anything that is not in the list is nullopt and answered with 501.
[[nodiscard]] std::optional<Method> parse_method(std::string_view text) noexcept;

struct Header {
  std::string name;  // lower case
  std::string value;
};

/// The part before the body, syntactically checked (see head_parser.hpp).
struct RequestHead {
  Method method = Method::get;
  std::string target;  // origin form ("/a?b"), absolute form already mapped; "*" only for OPTIONS
  std::string path;    // target up to '?', still percent-encoded
  std::string query;   // after '?', still percent-encoded
  bool http_1_0 = false;
  bool keep_alive = true;
  bool expects_continue = false;
  bool chunked = false;
  std::optional<std::uint64_t> content_length;
  std::vector<Header> headers;
  std::string request_id;  // echoed or made; the server sets it before it asks Application::admit

  /// First header of that (lower-case) name.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
};

struct Request : RequestHead {
  std::string body;
  std::string peer;  // address of the client, behind trusted proxies resolved
  std::chrono::steady_clock::time_point received_at{};
};

struct Response {
  static constexpr std::size_t usual_headers = 8;
  int status = 200;
  std::string content_type;     // empty when there is no body
  std::vector<Header> headers;  // no Content-Length, Connection, Date, X-Request-Id: the server writes those
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of body, for answers kept in memory
  std::shared_ptr<const std::string> shared_gzip;  // the same compressed, where it is at hand
  std::shared_ptr<Stream> stream;                  // instead of body: bytes that come when there are any (stream.hpp)
  bool close = false;                              // end the connection after this answer
  std::string error_code;                          // for log and metrics; empty for a success
  std::string_view route;                          // pattern, for log and metrics; outlives the answer
  std::string token_id;                            // who asked, for the log

  [[nodiscard]] std::string_view bytes() const noexcept { return shared_body ? std::string_view(*shared_body) : body; }
  Response& with(std::string name, std::string value) {
    if (headers.capacity() == 0) headers.reserve(usual_headers);
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
};

/// An answer that comes later without holding a worker: `start` is called once on the worker thread and must arrange that
/// `done` is called exactly once, from any thread.
struct Deferred {
  std::function<void(std::function<void(Response)> done)> start;
};

using Reply = std::variant<Response, Deferred>;

}  // namespace tagwerk::http
