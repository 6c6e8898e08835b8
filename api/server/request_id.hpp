// Purpose: the id that joins an answer, its log lines and what the client saw.
// Thread-safety: is_good_request_id is pure; a RequestIds belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tagwerk::server {

inline constexpr std::size_t request_id_limit_bytes = 128;

/// A client's own X-Request-Id is echoed when it is visible ASCII of bounded length: it goes into logs and headers.
[[nodiscard]] bool is_good_request_id(std::string_view text) noexcept;

/// Makes ids that repeat only with the odds of 64-bit random numbers, at the cost of a few instructions.
class RequestIds {
 public:
  RequestIds();
  /// 16 hexadecimal digits.
  void make(std::string& into) noexcept;

 private:
  std::uint64_t state_;
};

}  // namespace tagwerk::server
