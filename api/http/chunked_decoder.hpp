// Purpose: strict incremental decoding of chunked bodies (RFC 9112 section 7.1). Trailers are checked and dropped.
// Errors: see State; after malformed or too_large the connection cannot be read on.
// Thread-safety: a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tagwerk::http {

struct ChunkedLimits {
  std::size_t body_bytes = 1024 * 1024;
  std::size_t extension_bytes = 4 * 1024;  // of all chunks together
  std::size_t trailer_bytes = 8 * 1024;
  std::size_t trailer_count = 32;

  static constexpr std::size_t size_digits = 16;  // hexadecimal digits of a chunk's size, leading zeros included
};

class ChunkedDecoder {
 public:
  explicit ChunkedDecoder(const ChunkedLimits& limits = {}) noexcept : limits_(limits) {}

  enum class State { need_more, complete, malformed, too_large };

  struct Progress {
    State state;
    std::size_t consumed;  // bytes of `bytes` that belong to this body
  };
  /// Decodes as much as there is and appends it to `body`, which never grows beyond the limit.
  Progress feed(std::string_view bytes, std::string& body);
  /// What was wrong; a literal.
  [[nodiscard]] std::string_view problem() const noexcept { return problem_; }

 private:
  enum class Step : std::uint8_t {
    size_first,
    size,
    size_blank,
    extension_name_first,
    extension_name,
    extension_after_name,
    extension_value_first,
    extension_token,
    extension_quoted,
    extension_quoted_pair,
    extension_after_value,
    size_line_feed,
    data,
    data_carriage_return,
    data_line_feed,
    trailer_first,
    trailer_name,
    trailer_value,
    trailer_line_feed,
    final_line_feed,
    complete,
    failed
  };

  State step(char c);
  State extension_step(char c);
  State trailer_step(char c);
  State end_size_line();
  State fail(std::string_view problem, State state = State::malformed) noexcept;

  ChunkedLimits limits_;
  Step step_ = Step::size_first;
  State failure_ = State::need_more;
  std::uint64_t chunk_left_bytes_ = 0;
  std::size_t size_digits_ = 0;
  std::size_t body_bytes_ = 0;
  std::size_t extension_bytes_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::size_t trailers_ = 0;
  std::string_view problem_;
};

}  // namespace tagwerk::http
