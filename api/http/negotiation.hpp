// Purpose: what the Accept-* and Content-Type headers ask for (RFC 9110 sections 8.3 and 12.5), and dates as HTTP writes them.
// Errors: none; a header that cannot be read counts as absent. At most list_limit items of a list are read.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

#include "engine/core/error.hpp"

namespace tagwerk::http {

inline constexpr std::size_t list_limit = 32;

/// May the answer be gzip? "gzip" or "*" with a quality above 0, and not worse than "identity".
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding) noexcept;
/// The better of de and en; en when both are equal or neither is named.
[[nodiscard]] core::Language pick_language(std::string_view accept_language) noexcept;
/// Quality 0…1000 (thousandths) of a media type "text/csv" under an Accept header; an empty header accepts all.
[[nodiscard]] int media_quality(std::string_view accept, std::string_view media_type) noexcept;
/// Is this Content-Type of that type, and its charset, where given, UTF-8?
[[nodiscard]] bool is_media_type(std::string_view content_type, std::string_view media_type) noexcept;
/// IMF-fixdate: "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(std::time_t time);

}  // namespace tagwerk::http
