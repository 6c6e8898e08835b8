#include "api/resources/calendar_answer.hpp"

#include <utility>

#include "api/http/negotiation.hpp"
#include "api/resources/content_etag.hpp"

namespace tagwerk::resources {

bool wants_calendar(const pipeline::Exchange& x) {
  if (const auto format = x.text("format")) return *format == "ics";
  const auto accept = x.request().header("accept").value_or("");
  return http::media_quality(accept, "text/calendar") > http::media_quality(accept, "application/json");
}

http::Response calendar_answer(std::string calendar) {
  http::Response response;
  response.content_type = "text/calendar; charset=utf-8";
  response.body = std::move(calendar);
  response.with("etag", content_etag(response.body)).with("vary", "Accept");
  return response;
}

}  // namespace tagwerk::resources
