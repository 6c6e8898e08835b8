// Purpose: the files of the web page under /, built and embedded at build time. Thread-safety: constants.
#pragma once

#include <span>
#include <string_view>

namespace tagwerk::dashboard {

struct Asset {
  std::string_view name;  // "index-4fT9xk2a.js": it changes with the bytes
  std::string_view content_type;
  std::string_view bytes;
};

/// index.html first.
[[nodiscard]] std::span<const Asset> assets();

}  // namespace tagwerk::dashboard
