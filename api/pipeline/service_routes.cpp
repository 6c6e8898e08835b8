#include "api/pipeline/service_routes.hpp"

#include <sodium.h>

#include <chrono>
#include <memory>
#include <mutex>

#include "api/docs_page/assets.hpp"
#include "api/json/writer.hpp"
#include "api/pipeline/errors.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/pipeline/gzip.hpp"
#include "api/pipeline/metrics.hpp"
#include "api/pipeline/openapi.hpp"

namespace tagwerk::pipeline {
namespace {

constexpr std::string_view tag = "service";
// Swagger UI sets styles on elements and shows small data: images; scripts come from here only.
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
constexpr std::string_view no_script_policy = "default-src 'none'; frame-ancestors 'none'";

// Bytes that do not change while the server runs, compressed once.
struct Page {
  std::string content_type;
  std::string_view policy;
  std::shared_ptr<const std::string> bytes;
  std::shared_ptr<const std::string> compressed;
  std::string etag;

  Page(std::string type, std::string_view content_policy, std::string text)
      : content_type(std::move(type)),
        policy(content_policy),
        bytes(std::make_shared<const std::string>(std::move(text))),
        compressed(std::make_shared<const std::string>(gzip(*bytes))) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes->data()), bytes->size(), nullptr,
                       0);
    char hex[2 * sizeof hash + 1];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    etag = '"' + std::string(hex) + '"';
  }

  [[nodiscard]] http::Response response() const {
    http::Response answer;
    answer.content_type = content_type;
    answer.shared_body = bytes;
    answer.shared_gzip = compressed;
    answer.with("etag", etag).with("cache-control", "no-cache").with("content-security-policy", std::string(policy));
    return answer;
  }
};

Route page_route(std::string pattern, std::string_view operation, std::string_view summary,
                 std::shared_ptr<const Page> page, std::string_view content_type) {
  return {.method = http::Method::get,
          .pattern = std::move(pattern),
          .operation_id = operation,
          .tag = tag,
          .summary = summary,
          .is_public = true,
          .answers = {{200, summary, {}, content_type}},
          .handle = [page](Exchange&) -> core::Result<http::Response> { return page->response(); },
          .peek = [page](Exchange&) -> std::optional<http::Response> { return page->response(); }};
}

http::Response text_response(std::string type, std::string text) {
  http::Response response;
  response.content_type = std::move(type);
  response.body = std::move(text);
  return response;
}

Route health_route() {
  const auto answer = [] { return text_response("text/plain; charset=utf-8", "ok\n"); };
  return {.method = http::Method::get,
          .pattern = "/healthz",
          .operation_id = "getHealth",
          .tag = tag,
          .summary = "The process is alive",
          .is_public = true,
          .answers = {{200, "Alive", {}, "text/plain"}},
          .handle = [answer](Exchange&) -> core::Result<http::Response> { return answer(); },
          .peek = [answer](Exchange&) -> std::optional<http::Response> { return answer(); }};
}

// Anybody may ask, so the database is asked at most this often.
constexpr std::chrono::milliseconds readiness_kept{250};

std::string readiness_schema(json::Components&) {
  return R"({"type":"object","properties":{"status":{"type":"string"},"database":{"type":"string"}},)"
         R"("required":["status","database"]})";
}

Route readiness_route(std::function<Readiness()> read) {
  struct Last {
    std::mutex mutex;
    Readiness readiness;
    std::chrono::steady_clock::time_point until{};
  };
  auto last = std::make_shared<Last>();
  return {.method = http::Method::get,
          .pattern = "/readyz",
          .operation_id = "getReadiness",
          .tag = tag,
          .summary = "The server can take requests: its database answers and it is not shutting down",
          .is_public = true,
          .answers = {{200, "Ready", readiness_schema}, {503, "Not ready; `status` says why", readiness_schema}},
          .handle = [read = std::move(read), last](Exchange&) -> core::Result<http::Response> {
            Readiness state;
            {
              const std::lock_guard lock(last->mutex);
              const auto now = std::chrono::steady_clock::now();
              if (now >= last->until) {
                last->readiness = read();
                last->until = std::chrono::steady_clock::now() + readiness_kept;
              }
              state = last->readiness;
            }
            json::Writer writer;
            writer.begin_object().member("status", state.status).member("database", state.database).end_object();
            auto response = json_response(state.ready ? 200 : 503, writer.take());
            if (!state.ready) response.with("retry-after", "2").error_code = "not_ready";
            return response;
          }};
}

}  // namespace

void add_service_routes(RouteTable& table, ServiceParts parts) {
  table.push_back(health_route());
  table.push_back(readiness_route(std::move(parts.readiness)));
  table.push_back({.method = http::Method::get,
                   .pattern = "/metrics",
                   .operation_id = "getMetrics",
                   .tag = tag,
                   .summary = "Figures about the server for Prometheus",
                   .description = "Clients on the same machine need no token.",
                   .roles = {access::Role::admin, access::Role::organizer, access::Role::desk, access::Role::viewer},
                   .is_local = true,
                   .answers = {{200, "Prometheus text format", {}, "text/plain"}},
                   .handle = [&metrics = parts.metrics](Exchange&) -> core::Result<http::Response> {
                     return text_response("text/plain; version=0.0.4; charset=utf-8", metrics.text());
                   }});

  const auto assets = docs_page::assets();
  const auto page_of = [](const docs_page::Asset& asset) {
    return std::make_shared<const Page>(std::string(asset.content_type), page_policy, std::string(asset.bytes));
  };
  table.push_back(
      page_route("/docs", "getDocsPage", "This documentation as a page", page_of(assets.front()), "text/html"));
  for (const auto& asset : assets.subspan(1)) {
    std::string_view operation = asset.name == "docs.js"          ? "getDocsScript"
                                 : asset.name == "swagger-ui.css" ? "getDocsStyle"
                                                                  : "getDocsLibrary";
    table.push_back(page_route("/docs/" + std::string(asset.name), operation, "A file of the documentation page",
                               page_of(asset), asset.content_type.substr(0, asset.content_type.find(';'))));
  }

  // Describes itself as well, so its own page is filled in last.
  auto document = std::make_shared<std::shared_ptr<const Page>>();
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/openapi.json",
                   .operation_id = "getOpenApiDocument",
                   .tag = tag,
                   .summary = "This API as an OpenAPI 3.1 document",
                   .is_public = true,
                   .answers = {{200, "OpenAPI 3.1", [](json::Components&) { return R"({"type":"object"})"; }}},
                   .handle = [document](Exchange&) -> core::Result<http::Response> { return (*document)->response(); },
                   .peek = [document](Exchange&) -> std::optional<http::Response> { return (*document)->response(); }});
  *document =
      std::make_shared<const Page>(std::string(json_type), no_script_policy, openapi_document(table, parts.version));
}

}  // namespace tagwerk::pipeline
