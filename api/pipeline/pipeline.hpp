// Purpose: the way of every request, the same for all routes, in the order that docs/api.md promises:
//   on the head   route 404/405 → declared size 413
//   on a worker   401 → 403 → 404 (resolvers) → 415 → 400 (JSON, query) → 422 (query) → handler: 422, 409, 412, 428 …
// and of every answer: problem documents, ETag and 304, gzip, Cache-Control, log and metrics. The only place that maps
// exceptions to answers.
// Errors: the constructor throws std::logic_error for a route table that contradicts itself (our own mistake).
// Thread-safety: any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/http/application.hpp"
#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::access {
class FailedTokenThrottle;
class TokenVerifier;
}  // namespace tagwerk::access

namespace tagwerk::core {
class Clock;
}

namespace tagwerk::storage {
class Database;
}

namespace tagwerk::pipeline {

class AccessLog;
class Metrics;

struct PipelineParts {
  storage::Database& database;
  access::TokenVerifier& tokens;
  access::FailedTokenThrottle& failed_tokens;
  const core::Clock& clock;
  Metrics& metrics;
  AccessLog& log;
  int rate_per_token_per_minute = 0;  // 0: no limit
};

class Pipeline final : public http::Application {
 public:
  Pipeline(RouteTable routes, ScopeResolvers resolvers, PipelineParts parts);
  ~Pipeline() override;

  [[nodiscard]] const RouteTable& routes() const noexcept;
  /// Forgets stored answers of Idempotency-Keys that are too old, at most `limit`; how many.
  std::int64_t purge_idempotency(int limit);

  [[nodiscard]] http::Admission admit(const http::RequestHead& head) const override;
  [[nodiscard]] std::optional<http::Reply> try_now(const http::Request& request) override;
  [[nodiscard]] http::Reply handle(const http::Request& request) override;
  [[nodiscard]] http::Response refuse(int status, std::string_view code, std::string_view detail,
                                      const http::RequestHead* head, std::string_view request_id) const override;
  void answered(const http::Request& request, const http::Response& response, const http::Timing& timing) override;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with answers that are still to come
};

}  // namespace tagwerk::pipeline
