// Purpose: turns the bytes of one connection into requests, one after the other, however they are cut into pieces. Knows no
// socket: bytes go in by prepare() and commit().
// Errors: see Head and Body; after refused, malformed or too_large the connection cannot be read on.
// Shapes: holds at most one head and one piece of a body at a time; the body itself grows in the request, up to its limit.
// Thread-safety: one thread per object.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/chunked_decoder.hpp"
#include "api/http/head_parser.hpp"
#include "api/http/message.hpp"

namespace tagwerk::server {

class RequestReader {
 public:
  RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Room for the next bytes; commit() says how many came.
  [[nodiscard]] boost::asio::mutable_buffer prepare();
  void commit(std::size_t count) noexcept { buffer_.commit(count); }
  /// Forgets what came; the connection is not read on.
  void drop() noexcept;
  /// Bytes that came and belong to no request yet.
  [[nodiscard]] std::size_t waiting() const noexcept { return buffer_.size(); }
  /// Nothing of a next request has come; empty lines do not count.
  [[nodiscard]] bool is_between_requests() const noexcept;

  enum class Head { need_more, complete, refused };
  /// complete: `head` is read and its bytes are used up. refused: `head` holds what could be read, if anything.
  [[nodiscard]] Head read_head(http::RequestHead& head);
  [[nodiscard]] const http::Refusal& refusal() const noexcept { return refusal_; }

  enum class Body { need_more, complete, malformed, too_large };
  /// `head` has a body, of at most `limit_bytes`.
  void begin_body(const http::RequestHead& head, std::size_t limit_bytes);
  /// Appends what there is of the body.
  [[nodiscard]] Body read_body(std::string& body);
  /// What was malformed; a literal.
  [[nodiscard]] std::string_view problem() const noexcept { return decoder_.problem(); }

 private:
  [[nodiscard]] std::string_view bytes() const noexcept;

  http::HeadLimits limits_;
  boost::beast::flat_buffer buffer_;
  http::HeadScanner scanner_{limits_};
  http::ChunkedDecoder decoder_;
  bool in_body_ = false;
  bool chunked_ = false;
  std::size_t left_bytes_ = 0;  // of a body with Content-Length
  http::Refusal refusal_{nullptr, {}};
};

/// Is a body announced? Content-Length: 0 is none.
[[nodiscard]] bool has_body(const http::RequestHead& head) noexcept;

}  // namespace tagwerk::server
