#include "api/pipeline/pages.hpp"

#include <sodium.h>

#include <map>
#include <utility>

#include "api/dashboard/assets.hpp"
#include "api/docs_page/assets.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/pipeline/gzip.hpp"
#include "engine/core/refusals.hpp"

namespace tagwerk::pipeline {
namespace {

constexpr std::string_view tag = "service";
// Swagger UI sets styles on elements and shows small data: images; scripts come from here only.
constexpr std::string_view docs_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
// The charts set styles on elements of theirs, and nothing else may.
constexpr std::string_view dashboard_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Route page_route(std::string pattern, std::string_view operation, std::string_view summary,
                 const std::shared_ptr<const Page>& page) {
  return {.method = http::Method::get,
          .pattern = std::move(pattern),
          .operation_id = operation,
          .tag = tag,
          .summary = summary,
          .is_public = true,
          .answers = {{200, summary, {}, page->media_type()}},
          .handle = [page](Exchange&) -> core::Result<http::Response> { return page->response(); },
          .peek = [page](Exchange&) -> std::optional<http::Response> { return page->response(); }};
}

void add_docs(RouteTable& table) {
  const auto assets = docs_page::assets();
  const auto page_of = [](const docs_page::Asset& asset) {
    return std::make_shared<const Page>(std::string(asset.content_type), docs_policy, std::string(asset.bytes));
  };
  table.push_back(page_route("/docs", "getDocsPage", "This documentation as a page", page_of(assets.front())));
  for (const auto& asset : assets.subspan(1)) {
    const std::string_view operation = asset.name == "docs.js"          ? "getDocsScript"
                                       : asset.name == "swagger-ui.css" ? "getDocsStyle"
                                                                        : "getDocsLibrary";
    table.push_back(
        page_route("/docs/" + std::string(asset.name), operation, "A file of the documentation page", page_of(asset)));
  }
}

void add_dashboard(RouteTable& table) {
  const auto assets = dashboard::assets();
  const auto page_of = [](const dashboard::Asset& asset) {
    return Page(std::string(asset.content_type), dashboard_policy, std::string(asset.bytes));
  };
  table.push_back(page_route("/", "getDashboard", "The dashboard: how the events are doing, as a page for people",
                             std::make_shared<const Page>(page_of(assets.front()))));

  auto files = std::make_shared<std::map<std::string, Page, std::less<>>>();
  for (const auto& asset : assets.subspan(1)) files->emplace(asset.name, page_of(asset).is_immutable());
  const auto find = [files](const Exchange& x) -> std::optional<http::Response> {
    const auto found = files->find(*x.parameters().find("asset_name"));
    if (found == files->end()) return std::nullopt;
    return found->second.response();
  };
  table.push_back({.method = http::Method::get,
                   .pattern = "/assets/{asset_name}",
                   .operation_id = "getDashboardFile",
                   .tag = tag,
                   .summary = "A file of the dashboard; its name changes with its content",
                   .is_public = true,
                   .answers = {{200, "The file", {}, "*/*"}},
                   .handle = [find](Exchange& x) -> core::Result<http::Response> {
                     if (auto file = find(x)) return *std::move(file);
                     return core::refusals::not_found("file", std::string(*x.parameters().find("asset_name")));
                   },
                   .peek = [find](Exchange& x) { return find(x); }});
}

}  // namespace

Page::Page(std::string content_type, std::string_view content_security_policy, std::string text)
    : content_type_(std::move(content_type)),
      policy_(content_security_policy),
      bytes_(std::make_shared<const std::string>(std::move(text))),
      compressed_(std::make_shared<const std::string>(gzip(*bytes_))) {
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes_->data()), bytes_->size(), nullptr,
                     0);
  char hex[2 * sizeof hash + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  etag_ = '"' + std::string(hex) + '"';
}

Page& Page::is_immutable() {
  cache_control_ = "public, max-age=31536000, immutable";
  return *this;
}

http::Response Page::response() const {
  http::Response answer;
  answer.content_type = content_type_;
  answer.shared_body = bytes_;
  answer.shared_gzip = compressed_;
  answer.with("etag", etag_)
      .with("cache-control", std::string(cache_control_))
      .with("content-security-policy", std::string(policy_));
  return answer;
}

std::string_view Page::media_type() const {
  const std::string_view whole = content_type_;
  return whole.substr(0, whole.find(';'));
}

void add_page_routes(RouteTable& table) {
  add_docs(table);
  add_dashboard(table);
}

}  // namespace tagwerk::pipeline
