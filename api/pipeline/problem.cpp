#include "api/pipeline/problem.hpp"

#include "api/json/writer.hpp"

namespace tagwerk::pipeline {
namespace {

struct Members {
  int status;
  std::string_view code;
  std::string_view title;
  std::string_view detail;
  std::string_view request_id;
};

void write_members(json::Writer& writer, const Members& members) {
  writer.member("type", type_uri(members.code));
  writer.member("title", members.title);
  writer.member("status", members.status);
  writer.member("detail", members.detail);
  writer.member("code", members.code);
  writer.member("request_id", members.request_id);
}

http::Response response(int status, std::string_view code, std::string body) {
  http::Response answer;
  answer.status = status;
  answer.content_type = problem_type;
  answer.body = std::move(body);
  answer.error_code = code;
  answer.with("cache-control", "no-store");
  return answer;
}

}  // namespace

int status_of(core::ErrorKind kind) noexcept {
  using Kind = core::ErrorKind;
  switch (kind) {
    case Kind::malformed:
      return 400;
    case Kind::invalid:
      return 422;
    case Kind::unauthenticated:
      return 401;
    case Kind::forbidden:
      return 403;
    case Kind::not_found:
      return 404;
    case Kind::method_not_allowed:
      return 405;
    case Kind::conflict:
    case Kind::capacity:
      return 409;
    case Kind::gone:
      return 410;
    case Kind::precondition_failed:
      return 412;
    case Kind::too_large:
      return 413;
    case Kind::unsupported_media_type:
      return 415;
    case Kind::precondition_required:
      return 428;
    case Kind::rate_limited:
      return 429;
    case Kind::internal:
      return 500;
    case Kind::unavailable:
    case Kind::outcome_unknown:
      return 503;
    case Kind::timeout:
      return 504;
  }
  return 500;
}

std::string type_uri(std::string_view code) { return "urn:tagwerk:problem:" + std::string(code); }

http::Response problem(const core::Error& error, core::Language language, std::string_view request_id) {
  const int status = status_of(error.kind());
  json::Writer writer;
  writer.begin_object();
  const auto detail = error.detail(language);
  write_members(writer, {status, error.code().code, error.title(language), detail, request_id});
  if (!error.fields().empty()) {
    writer.key("errors").begin_array();
    for (const auto& field : error.fields()) {
      writer.begin_object();
      writer.member("pointer", field.pointer);
      writer.member("code", field.code->code);
      writer.member("detail", field.detail(language));
      writer.end_object();
    }
    writer.end_array();
  }
  writer.end_object();
  auto answer = response(status, error.code().code, writer.take());
  answer.with("content-language", language == core::Language::de ? "de" : "en");
  if (error.retry_after_s() > 0) answer.with("retry-after", std::to_string(error.retry_after_s()));
  if (status == 401) answer.with("www-authenticate", "Bearer realm=\"tagwerk\"");
  return answer;
}

http::Response problem(int status, std::string_view code, std::string_view title, std::string_view detail,
                       std::string_view request_id) {
  json::Writer writer;
  writer.begin_object();
  write_members(writer, {status, code, title, detail, request_id});
  writer.end_object();
  return response(status, code, writer.take());
}

}  // namespace tagwerk::pipeline
