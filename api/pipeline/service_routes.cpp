#include "api/pipeline/service_routes.hpp"

#include <chrono>
#include <memory>
#include <mutex>

#include "api/json/writer.hpp"
#include "api/pipeline/errors.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/pipeline/metrics.hpp"
#include "api/pipeline/openapi.hpp"
#include "api/pipeline/pages.hpp"

namespace tagwerk::pipeline {
namespace {

constexpr std::string_view tag = "service";
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

  add_page_routes(table);

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
