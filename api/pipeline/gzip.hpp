// Purpose: gzip (RFC 1952) for answers. Thread-safety: pure function. Errors: throws std::bad_alloc only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tagwerk::pipeline {

inline constexpr std::size_t gzip_from_bytes = 1024;  // smaller answers are not worth it

[[nodiscard]] std::string gzip(std::string_view bytes);

}  // namespace tagwerk::pipeline
