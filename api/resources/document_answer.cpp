#include "api/resources/document_answer.hpp"

#include <utility>

#include "api/resources/content_etag.hpp"

namespace tagwerk::resources {

http::Response document_answer(std::string_view content_type, std::string bytes, const std::string& file_name) {
  http::Response response;
  response.content_type = content_type;
  response.body = std::move(bytes);
  response.with("etag", content_etag(response.body));
  response.with("content-disposition", "inline; filename=\"" + file_name + "\"");
  return response;
}

std::string bytes_schema(json::Components&) { return R"({"type":"string","format":"binary"})"; }

}  // namespace tagwerk::resources
