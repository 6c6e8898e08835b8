#include "api/resources/kept_answer.hpp"

#include <utility>

#include "api/pipeline/gzip.hpp"
#include "api/resources/content_etag.hpp"

namespace tagwerk::resources {

using statistics::CachedAnswer;

std::shared_ptr<const CachedAnswer> kept_answer(std::string body, TableForm form, std::string figures) {
  CachedAnswer answer{.body = nullptr, .gzip = nullptr, .etag = content_etag(body), .figures = std::move(figures)};
  if (form != TableForm::xlsx && body.size() >= pipeline::gzip_from_bytes)
    answer.gzip = std::make_shared<const std::string>(pipeline::gzip(body));
  answer.body = std::make_shared<const std::string>(std::move(body));
  return std::make_shared<const CachedAnswer>(std::move(answer));
}

http::Response respond(const CachedAnswer& answer, TableForm form) {
  http::Response response;
  response.content_type = content_type_of(form);
  response.shared_body = answer.body;
  response.shared_gzip = answer.gzip;
  response.with("etag", answer.etag).with("vary", "Accept");
  return response;
}

}  // namespace tagwerk::resources
