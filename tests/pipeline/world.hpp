// Purpose: a pipeline over a real database with a small route table of its own (regions, called things), and requests as the
// server would hand them in: head, then body, then the answer from memory or the worker's.
#pragma once

#include <atomic>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "api/http/message.hpp"
#include "api/json/node.hpp"
#include "api/pipeline/log.hpp"
#include "api/pipeline/metrics.hpp"
#include "api/pipeline/pipeline.hpp"
#include "engine/access/failed_token_throttle.hpp"
#include "engine/access/token.hpp"
#include "engine/access/token_verifier.hpp"
#include "engine/core/time.hpp"
#include "tests/support/test_database.hpp"

namespace tagwerk::test {

using Headers = std::vector<http::Header>;

struct Sent {
  http::Response response;
  [[nodiscard]] int status() const { return response.status; }
  [[nodiscard]] std::string header(std::string_view name) const {
    return std::string(response.header(name).value_or(""));
  }
  [[nodiscard]] std::string body() const { return std::string(response.bytes()); }
  [[nodiscard]] json::Node json() const { return json::parse(response.bytes()).value(); }
  [[nodiscard]] std::string member(std::string_view name) const {
    const auto node = json();
    const auto* found = node.find(name);
    return found == nullptr ? std::string() : found->text;
  }
  [[nodiscard]] std::string code() const { return member("code"); }
  /// "/name=wrong_length ?x=unknown_parameter "
  [[nodiscard]] std::string fields() const;
};

/// Limits that tests turn to.
struct Knobs {
  int failed_per_minute = 1000;
  int rate_per_minute = 0;
  std::chrono::milliseconds cache_time{2000};
};

class World {
 public:
  explicit World(Knobs knobs = {});

  support::TestDatabase& data = support::TestDatabase::shared();
  storage::Database& database = data.database();
  core::FixedClock clock{core::parse_rfc3339("2016-11-10T08:00:00Z").value()};
  access::TokenVerifier tokens;
  access::FailedTokenThrottle failed_tokens;
  pipeline::Metrics metrics{"test"};
  pipeline::AccessLog log;
  std::atomic<int> handled{0};                                     // how often a handler of a thing has run
  std::vector<std::function<void(pipeline::MakeAnswer)>> waiting;  // who asked /later and has no answer yet
  std::set<std::string> remembered;                    // keys of things whose resolver has said yes a moment ago
  std::function<void(const std::string&)> after_work;  // called by the creating handler with the thing's key

  std::string admin = make_token(access::Role::admin);
  std::string viewer = make_token(access::Role::viewer);

  std::string make_token(access::Role role);
  std::string make_token(access::Role role, const core::OrganizationId& organization);
  void add_thing(const std::string& key, const std::string& name = "x");
  void add_thing(const std::string& key, const std::string& name, const core::OrganizationId& organization);
  [[nodiscard]] std::int64_t count(const std::string& table);

  [[nodiscard]] pipeline::RouteTable table();
  [[nodiscard]] pipeline::ScopeResolvers resolvers();
  [[nodiscard]] pipeline::PipelineParts parts();

  /// As `admin` unless the headers hold an Authorization of their own (empty: none is sent).
  Sent send(http::Method method, const std::string& target, const std::string& body = {}, Headers headers = {});
  Sent get(const std::string& target, Headers headers = {}) {
    return send(http::Method::get, target, {}, std::move(headers));
  }
  Sent post(const std::string& target, const std::string& body, Headers headers = {});
  [[nodiscard]] http::Request request(http::Method method, const std::string& target, const std::string& body,
                                      Headers headers) const;
  Sent answer(const http::Request& request);

  std::string peer = "192.0.2.1";
  std::unique_ptr<pipeline::Pipeline> pipeline;

 private:
  Knobs knobs_;
};

inline Headers as(const std::string& token) { return {{"authorization", "Bearer " + token}}; }
inline Headers nobody() { return {{"authorization", ""}}; }

}  // namespace tagwerk::test
