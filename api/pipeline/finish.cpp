#include "api/pipeline/finish.hpp"

#include <optional>
#include <string>
#include <utility>

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
  if (tag.size() > gzip_suffix.size() && tag.ends_with(gzip_suffix))
    return tag.substr(1, tag.size() - 1 - gzip_suffix.size());
  return tag.substr(1, tag.size() - 2);
}

// The tag of what the client has, when that is still what there is. A 304 must carry the very tag that the client keeps
// (RFC 9111 section 4.3.4), be it that of the compressed form or not.
std::optional<std::string> tag_held(std::string_view if_none_match, const std::string& etag) {
  const auto wanted = core_of(etag);
  while (!if_none_match.empty()) {
    const auto tag = http::next_item(if_none_match, ',');
    if (tag == "*") return etag;
    if (wanted.empty() || core_of(tag) != wanted) continue;
    // Weak is what we call so, not what a proxy has made of it.
    return std::string(etag.starts_with("W/") ? "W/" : "").append(tag.starts_with("W/") ? tag.substr(2) : tag);
  }
  return std::nullopt;
}

void become_not_modified(http::Response& response, std::string etag) {
  find(response, "etag")->value = std::move(etag);
  response.status = 304;
  response.content_type.clear();
  response.body.clear();
  response.shared_body.reset();
  response.shared_gzip.reset();
}

}  // namespace

bool must_compress(const http::Request& request, const http::Response& response) {
  return !response.shared_gzip && is_worth_compressing(response) && wants_gzip(request);
}

void finish(const http::Request& request, const Route& route, http::Response& response) {
  const bool compressible = is_worth_compressing(response);
  const bool compressed = compressible && wants_gzip(request);
  const bool has_etag = find(response, "etag") != nullptr;
  if (has_etag && compressed) {
    auto& value = find(response, "etag")->value;
    value.replace(value.size() - 1, 1, gzip_suffix);
  }
  // Kept only to be asked about again: another token must not see it, and a change must show at once.
  if (find(response, "cache-control") == nullptr)
    response.with("cache-control", has_etag ? "private, no-cache" : "no-store");
  if (compressible) response.with("vary", "Accept-Encoding");

  const bool is_read = request.method == http::Method::get || request.method == http::Method::head;
  if (is_read && response.status == 200 && has_etag && !route.never_304) {
    const auto if_none_match = request.header("if-none-match");
    if (if_none_match) {
      if (auto held = tag_held(*if_none_match, find(response, "etag")->value))
        return become_not_modified(response, *std::move(held));
    }
  }
  if (!compressed) return;
  if (response.shared_gzip) {
    response.shared_body = response.shared_gzip;
  } else {
    response.body = gzip(response.bytes());
    response.shared_body.reset();
  }
  response.with("content-encoding", "gzip");
}

}  // namespace tagwerk::pipeline
