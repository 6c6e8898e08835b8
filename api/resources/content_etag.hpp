// Purpose: a strong ETag for answers that have no version: computed from what they say. Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>

namespace tagwerk::resources {

/// `"c<32 hexadecimal digits>"`: 128 bits of BLAKE2b.
[[nodiscard]] std::string content_etag(std::string_view content);

}  // namespace tagwerk::resources
