// Purpose: answers that are one document of its own kind, such as a PDF or a picture. Its bytes follow from what is in it, and the
// ETag from its bytes. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/json/codec.hpp"

namespace tagwerk::resources {

inline constexpr std::string_view pdf_type = "application/pdf";

[[nodiscard]] http::Response document_answer(std::string_view content_type, std::string bytes,
                                             const std::string& file_name);
/// For the route table.
[[nodiscard]] std::string bytes_schema(json::Components&);

}  // namespace tagwerk::resources
