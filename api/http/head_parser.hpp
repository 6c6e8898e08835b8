// Purpose: strict reading of a request's head from raw bytes (RFC 9112), stricter than the RFC's "MAY be lenient" parts:
// no obs-fold, no bare CR or LF, no control characters, no white space before the colon, one way to frame a body.
// Use: HeadScanner finds the end while bytes arrive and refuses early what can never become a head; parse_head() reads it.
// Every refusal means that the connection cannot be read on: answer and close.
// TRACE and CONNECT count as not implemented (501).
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/http/protocol_errors.hpp"

namespace tagwerk::http {

struct HeadLimits {
  std::size_t target_bytes = 8 * 1024;
  std::size_t header_block_bytes = 16 * 1024;  // after the request line, up to and with the empty line
  std::size_t header_count = 100;
  std::size_t leading_empty_lines = 4;  // CRLF before the request line (RFC 9112 section 2.2)

  static constexpr std::size_t method_bytes = 32;
  static constexpr std::size_t version_bytes = 8;

  [[nodiscard]] constexpr std::size_t request_line_bytes() const noexcept {
    return method_bytes + 1 + target_bytes + 1 + version_bytes + 2;
  }
  /// The most bytes that a head can need in a buffer.
  [[nodiscard]] constexpr std::size_t total_bytes() const noexcept {
    return 2 * leading_empty_lines + request_line_bytes() + header_block_bytes;
  }
};

struct Refusal {
  const ProtocolError* error;
  std::string detail;  // English, names the value
};

/// Finds the end of the head. Give it all bytes received so far, each time more of them; it looks at none twice.
class HeadScanner {
 public:
  explicit HeadScanner(const HeadLimits& limits) noexcept : limits_(&limits) {}

  enum class State { need_more, complete, refused };
  [[nodiscard]] State scan(std::string_view bytes);

  /// Bytes of empty lines before the request line, to be skipped.
  [[nodiscard]] std::size_t head_begin() const noexcept { return begin_; }
  /// After complete: the byte after the empty line, where the body begins.
  [[nodiscard]] std::size_t head_end() const noexcept { return position_; }
  [[nodiscard]] const Refusal& refusal() const noexcept { return refusal_; }
  void reset() noexcept;

 private:
  State refuse(const ProtocolError& error, std::string detail);
  State refuse_long_request_line(std::string_view bytes);

  const HeadLimits* limits_;
  std::size_t begin_ = 0;        // of the request line
  std::size_t position_ = 0;     // looked at so far
  std::size_t line_begin_ = 0;   // of the line that position_ is in
  std::size_t block_begin_ = 0;  // of the header block; 0 while in the request line
  std::size_t lines_ = 0;
  std::size_t empty_lines_ = 0;
  Refusal refusal_{nullptr, {}};
};

/// Reads `bytes`, from the request line to the empty line inclusive, into `head` (whose memory is used again).
/// nullopt when all is well; otherwise `head` holds what was read before the refusal.
[[nodiscard]] std::optional<Refusal> parse_head(std::string_view bytes, const HeadLimits& limits, RequestHead& head);

}  // namespace tagwerk::http
