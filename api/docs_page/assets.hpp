// Purpose: the files of the page under /docs, embedded at build time. Thread-safety: constants.
#pragma once

#include <span>
#include <string_view>

namespace tagwerk::docs_page {

struct Asset {
  std::string_view name;  // "swagger-ui.css"
  std::string_view content_type;
  std::string_view bytes;
};

/// index.html first.
[[nodiscard]] std::span<const Asset> assets();

}  // namespace tagwerk::docs_page
