#include "api/pipeline/finish.hpp"

#include "api/http/negotiation.hpp"
#include "api/http/syntax.hpp"
#include "api/pipeline/gzip.hpp"

namespace tagwerk::pipeline {
namespace {

constexpr std::string_view gzip_suffix = "-gzip\"";

bool is_compressible(std::string_view content_type) {
  for (const std::string_view type :
       {"application/json", "application/problem+json", "text/", "application/javascript"}) {
    if (content_type.starts_with(type)) return true;
  }
  return false;
}

bool is_worth_compressing(const http::Response& response) {
  return response.bytes().size() >= gzip_from_bytes && is_compressible(response.content_type);
}

bool wants_gzip(const http::Request& request) {
  const auto header = request.header("accept-encoding");
  return header && http::accepts_gzip(*header);
}

http::Header* find(http::Response& response, std::string_view name) {
  for (auto& header : response.headers) {
    if (header.name == name) return &header;
  }
  return nullptr;
}

// `"v7"` and `"v7-gzip"` are the same content: weak comparison, and either form will do.
std::string_view core_of(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
  if (tag.ends_with(gzip_suffix)) return tag.substr(1, tag.size() - 1 - gzip_suffix.size());
  return tag.substr(1, tag.size() - 2);
}

bool names(std::string_view if_none_match, std::string_view etag) {
  const auto wanted = core_of(etag);
  while (!if_none_match.empty()) {
    const auto tag = http::next_item(if_none_match, ',');
    if (tag == "*" || (!wanted.empty() && core_of(tag) == wanted)) return true;
  }
  return false;
}

}  // namespace

bool must_compress(const http::Request& request, const http::Response& response) {
  return !response.shared_gzip && is_worth_compressing(response) && wants_gzip(request);
}

void finish(const http::Request& request, const Route& route, http::Response& response) {
  const bool compressible = is_worth_compressing(response);
  const bool compressed = compressible && wants_gzip(request);
  auto* etag = find(response, "etag");
  if (etag != nullptr && compressed) etag->value.replace(etag->value.size() - 1, 1, gzip_suffix);
  if (find(response, "cache-control") == nullptr) {
    // Kept only to be asked about again: another token must not see it, and a change must show at once.
    response.with("cache-control", etag != nullptr ? "private, no-cache" : "no-store");
    etag = find(response, "etag");
  }
  if (compressible) response.with("vary", "Accept-Encoding");

  const bool is_read = request.method == http::Method::get || request.method == http::Method::head;
  if (is_read && response.status == 200 && etag != nullptr && !route.never_304) {
    const auto if_none_match = request.header("if-none-match");
    if (if_none_match && names(*if_none_match, find(response, "etag")->value)) {
      response.status = 304;
      response.content_type.clear();
      response.body.clear();
      response.shared_body.reset();
      response.shared_gzip.reset();
      return;
    }
  }
  if (compressed) {
    if (response.shared_gzip) {
      response.shared_body = response.shared_gzip;
    } else {
      response.body = gzip(response.bytes());
      response.shared_body.reset();
    }
    response.with("content-encoding", "gzip");
  }
}

}  // namespace tagwerk::pipeline
