#include "api/pipeline/pipeline.hpp"

#include <spdlog/spdlog.h>

#include "api/http/negotiation.hpp"
#include "api/http/protocol_errors.hpp"
#include "api/http/router.hpp"
#include "api/http/secret_path.hpp"
#include "api/http/syntax.hpp"
#include "api/pipeline/errors.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/pipeline/finish.hpp"
#include "api/pipeline/idempotency.hpp"
#include "api/pipeline/log.hpp"
#include "api/pipeline/metrics.hpp"
#include "api/pipeline/problem.hpp"
#include "api/pipeline/query_check.hpp"
#include "api/pipeline/rate_limit.hpp"
#include "api/pipeline/request_checks.hpp"
#include "api/pipeline/table_check.hpp"
#include "engine/access/failed_token_throttle.hpp"
#include "engine/access/token_verifier.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::pipeline {
namespace {

constexpr int retry_after_unavailable_s = 2;
constexpr std::size_t route_body_limit_on_io_thread_bytes = 16 * 1024;  // to parse more would hold up the others

core::Language language_of(const http::RequestHead& head) {
  const auto header = head.header("accept-language");
  return header ? http::pick_language(*header) : core::Language::en;
}

http::Response render(const core::Error& error, const http::RequestHead& head) {
  return problem(error, language_of(head), head.request_id);
}

std::vector<http::RoutePattern> patterns_of(const RouteTable& routes) {
  std::vector<http::RoutePattern> patterns;
  for (const auto& route : routes) patterns.push_back({route.method, route.pattern});
  return patterns;
}

// A refusal inside an idempotent unit that must not be remembered: the unit rolls back.
struct NotKept {
  core::Error error;
};

}  // namespace

struct Pipeline::State {
  State(RouteTable table, ScopeResolvers scope, PipelineParts given)
      : routes(std::move(table)),
        resolvers(std::move(scope)),
        parts(given),
        router(patterns_of(routes)),
        idempotency(given.database),
        rate_limit(given.rate_per_token_per_minute) {
    check_table(routes, resolvers);
  }

  core::Result<access::Principal> authenticate(const http::Request& request, core::Instant now) {
    const auto text = bearer_token(request);
    if (!text) return core::fail(unauthenticated);
    if (const auto known = parts.tokens.peek(*text)) return *known;
    const int wait_s = parts.failed_tokens.refused_for_s(request.peer, now);
    if (wait_s > 0 && !parts.tokens.was_valid(*text)) {
      auto error = core::fail(too_many_failed_tokens, {{"seconds", std::to_string(wait_s)}});
      error.retry_after(wait_s);
      return error;
    }
    if (auto principal = parts.tokens.verify(*text)) return *std::move(principal);
    parts.failed_tokens.failed(request.peer, now);
    return core::fail(unauthenticated);
  }

  core::Result<> authorize(const access::Principal& principal, const Route& route) {
    if (principal.token) {
      if (const auto wait_s = rate_limit.refused_for_s(*principal.token, std::chrono::steady_clock::now())) {
        auto error = core::fail(rate_limited, {{"limit", std::to_string(rate_limit.limit())}});
        error.retry_after(*wait_s);
        return error;
      }
    }
    if (route.roles.contains(principal.role)) return {};
    return core::fail(core::forbidden,
                      {{"role", std::string(access::to_text(principal.role))}, {"allowed", route.roles.text()}});
  }

  core::Result<> resolve(const Exchange& x, const access::Call& call) {
    if (x.route().checks_scope_itself) return {};
    for (const auto& [name, value] : x.parameters().values) {
      const auto resolver = resolvers.by_parameter.find(name);
      if (resolver == resolvers.by_parameter.end()) continue;
      if (auto found = resolver->second(call, value); !found) return found.error();
    }
    return {};
  }

  // Everything before the handler, in the promised order.
  core::Result<> prepare(Exchange& x) {
    const auto& request = x.request();
    const auto& route = x.route();
    auto& call = x.call();
    call.now = parts.clock.now();
    call.request_id = request.request_id;
    if (!route.is_public && !(route.is_local && is_on_this_machine(request))) {
      auto principal = authenticate(request, call.now);
      if (!principal) return std::move(principal).error();
      call.principal = *std::move(principal);
      if (auto allowed = authorize(call.principal, route); !allowed) return allowed;
      if (auto found = resolve(x, call); !found) return found;
    }
    return read_input(x);
  }

  // Media type, query and JSON.
  static core::Result<> read_input(Exchange& x) {
    const auto& request = x.request();
    const auto& route = x.route();
    if (auto type = check_media_type(request, route); !type) return type;
    auto query = http::parse_query(request.query);
    if (!query) return std::move(query).error();
    if (route.body.kind == BodyRule::Kind::json || route.body.kind == BodyRule::Kind::optional_json) {
      auto parsed =
          json::parse(request.body.empty() && route.body.kind == BodyRule::Kind::optional_json ? std::string_view("{}")
                                                                                               : request.body);
      if (!parsed) return std::move(parsed).error();
      x.set_json(*std::move(parsed));
    }
    if (auto known = check_query(*query, route.query); !known) return with_body_errors(known.error(), x);
    x.set_query(*std::move(query));
    return {};
  }

  // The handler, which reads the body, will not be asked: so what is wrong with the body is told here.
  static core::Error with_body_errors(const core::Error& of_query, const Exchange& x) {
    auto fields = of_query.fields();
    if (const auto& check = x.route().body.check) {
      for (auto& wrong : check(x.parsed_body())) fields.push_back(std::move(wrong));
    }
    return core::fail_fields(std::move(fields));
  }

  http::Response run_once(Exchange& x) {
    auto answer = x.route().handle(x);
    return answer ? *std::move(answer) : render(answer.error(), x.request());
  }

  core::Result<http::Response> run_idempotent(Exchange& x, std::string_view key) {
    if (!is_idempotency_key(key)) return core::fail(idempotency_key_invalid);
    try {
      return idempotency.run(x, key, [&]() -> Idempotency::Work {
        auto answer = x.route().handle(x);
        auto kept_body = x.take_replay_body();
        if (answer) return {*std::move(answer), std::move(kept_body)};
        if (status_of(answer.error().kind()) >= 500) throw NotKept{answer.error()};
        return {render(answer.error(), x.request()), std::nullopt};
      });
    } catch (const NotKept& refused) {
      return refused.error;
    }
  }

  http::Response answer(Exchange& x) {
    if (auto ready = prepare(x); !ready) return render(ready.error(), x.request());
    const auto key = x.route().idempotent ? x.request().header("idempotency-key") : std::nullopt;
    if (!key) return run_once(x);
    auto answer = run_idempotent(x, *key);
    return answer ? *std::move(answer) : render(answer.error(), x.request());
  }

  // Exceptions become answers here and nowhere else; what they say goes to the log only.
  template <class Work>
  auto safely(Exchange& x, Work&& work) -> std::invoke_result_t<Work&> {
    const auto& request = x.request();
    const auto failed = [&](const core::ErrorCode& code, const char* what, int retry_after_s = 0) {
      spdlog::error("request {} to {}: {}: {}", request.request_id, x.route().operation_id, code.code, what);
      auto error = core::fail(code);
      error.retry_after(retry_after_s);
      return render(error, request);
    };
    try {
      return work();
    } catch (const storage::OutcomeUnknown& e) {
      return failed(outcome_unknown, e.what(), retry_after_unavailable_s);
    } catch (const storage::StatementTimeout& e) {
      return failed(statement_timeout, e.what());
    } catch (const storage::Unavailable& e) {
      return failed(database_unavailable, e.what(), retry_after_unavailable_s);
    } catch (const std::exception& e) {
      return failed(internal_error, e.what());
    } catch (...) {
      return failed(internal_error, "an exception that is no std::exception");
    }
  }

  std::optional<http::Response> refuse_now(Exchange& x, const std::function<core::Result<>()>& step) {
    auto refused = safely(x, [&]() -> std::optional<http::Response> {
      if (auto passed = step(); !passed) return render(passed.error(), x.request());
      return std::nullopt;
    });
    if (refused) send_off(x, *refused);
    return refused;
  }

  // `self` and the exchange live until the answer is there, which may be after the server has let go of the request.
  static http::Reply answer_later(const std::shared_ptr<State>& self, const std::shared_ptr<Exchange>& x) {
    const auto ready = [&]() -> core::Result<> {
      if (auto prepared = self->prepare(*x); !prepared) return prepared;
      return take_key(*x);
    };
    if (auto refused = self->refuse_now(*x, ready)) return *std::move(refused);
    return defer(self, x);
  }

  // Whoever answers later keeps the answer to the key as well.
  static core::Result<> take_key(Exchange& x) {
    const auto key = x.route().idempotent ? x.request().header("idempotency-key") : std::nullopt;
    if (!key) return {};
    if (!is_idempotency_key(*key)) return core::fail(idempotency_key_invalid);
    x.set_kept_key(kept_key(x, *key));
    return {};
  }

  static http::Reply defer(const std::shared_ptr<State>& self, const std::shared_ptr<Exchange>& x) {
    return http::Deferred{[self, x](const std::function<void(http::Response)>& done) {
      const auto answer = [self, x, done](const MakeAnswer& make) {
        auto response = self->safely(*x, [&] {
          auto made = make();
          return made ? *std::move(made) : render(made.error(), x->request());
        });
        send_off(*x, response);
        done(std::move(response));
      };
      if (auto refused = self->refuse_now(*x, [&] { return x->route().handle_later(*x, answer); }))
        done(*std::move(refused));
    }};
  }

  // Anything but the plain good case goes the long way, where every refusal has its place.
  std::optional<http::Response> answer_from_memory(Exchange& x) {
    const auto& request = x.request();
    const auto& route = x.route();
    auto& call = x.call();
    if (!route.is_public) {
      const auto text = bearer_token(request);
      if (!text || rate_limit.limit() > 0) return std::nullopt;
      auto principal = parts.tokens.peek(*text);
      if (!principal || !route.roles.contains(principal->role)) return std::nullopt;
      call.principal = *std::move(principal);
    }
    auto query = http::parse_query(request.query);
    if (!query || !check_query(*query, route.query)) return std::nullopt;
    x.set_query(*std::move(query));
    call.now = parts.clock.now();
    call.request_id = request.request_id;
    auto response = route.peek(x);
    if (response && must_compress(request, *response)) return std::nullopt;
    return response;
  }

  // The same for what is answered later: all that must be known about the caller is in memory, and nothing is wrong.
  static std::optional<http::Reply> defer_from_memory(const std::shared_ptr<State>& self,
                                                      const std::shared_ptr<Exchange>& x) {
    if (x->request().body.size() > route_body_limit_on_io_thread_bytes) return std::nullopt;
    const auto text = bearer_token(x->request());
    if (!text || self->rate_limit.limit() > 0) return std::nullopt;
    auto principal = self->parts.tokens.peek(*text);
    if (!principal || !x->route().roles.contains(principal->role)) return std::nullopt;
    auto& call = x->call();
    call.principal = *std::move(principal);
    call.now = self->parts.clock.now();
    call.request_id = x->request().request_id;
    for (const auto& [name, value] : x->parameters().values) {
      const auto remembered = self->resolvers.in_memory.find(name);
      if (remembered == self->resolvers.in_memory.end() || !remembered->second(call, value)) return std::nullopt;
    }
    if (!read_input(*x) || !take_key(*x)) return std::nullopt;
    return defer(self, x);
  }

  static void send_off(Exchange& x, http::Response& response) {
    finish(x.request(), x.route(), response);
    response.route = x.route().pattern;
    if (const auto& token = x.call().principal.token) response.token_id = token->text();
  }

  RouteTable routes;
  ScopeResolvers resolvers;
  PipelineParts parts;
  http::Router router;
  Idempotency idempotency;
  RateLimit rate_limit;
};

Pipeline::Pipeline(RouteTable routes, ScopeResolvers resolvers, PipelineParts parts)
    : state_(std::make_shared<State>(std::move(routes), std::move(resolvers), parts)) {}
Pipeline::~Pipeline() = default;

const RouteTable& Pipeline::routes() const noexcept { return state_->routes; }

std::int64_t Pipeline::purge_idempotency(int limit) {
  return state_->idempotency.purge(state_->parts.clock.now(), limit);
}

http::Admission Pipeline::admit(const http::RequestHead& head) const {
  if (head.target == "*") {  // OPTIONS * asks about the server as a whole
    http::Response response;
    response.status = 204;
    response.with("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS").with("cache-control", "no-store");
    return {std::move(response), 0};
  }
  const auto match = state_->router.match(head.method, head.path);
  if (const auto* found = std::get_if<http::RouteFound>(&match)) {
    const auto& route = state_->routes[found->index];
    if (head.content_length.value_or(0) <= route.body.limit_bytes) return {std::nullopt, route.body.limit_bytes};
    auto response = render(refuse_size(route), head);
    response.route = route.pattern;
    return {std::move(response), 0};
  }
  if (const auto* other = std::get_if<http::RouteMethodNotAllowed>(&match)) {
    http::Response response;
    if (other->options) {
      response.status = 204;
      response.with("cache-control", "no-store");
    } else {
      response = render(core::fail(method_not_allowed, {{"method", std::string(http::to_text(head.method))},
                                                        {"allowed", std::string(other->allow)}}),
                        head);
    }
    response.with("allow", std::string(other->allow));
    response.route = state_->routes[other->index].pattern;
    return {std::move(response), 0};
  }
  const bool is_read = head.method == http::Method::get || head.method == http::Method::head;
  if (is_read && head.path == "/docs/") {  // what people type into a browser
    http::Response response;
    response.status = 308;
    response.with("location", "/docs").with("cache-control", "no-cache");
    return {std::move(response), 0};
  }
  if (const auto* malformed = std::get_if<http::RouteMalformed>(&match)) {
    return {render(core::fail(malformed_path, {{"parameter", malformed->parameter}}), head), 0};
  }
  return {render(core::fail(route_not_found, {{"path", http::printable(http::without_secrets(head.path), 200)}}), head),
          0};
}

std::optional<http::Reply> Pipeline::try_now(const http::Request& request) {
  auto match = state_->router.match(request.method, request.path);
  auto* found = std::get_if<http::RouteFound>(&match);
  if (found == nullptr) return std::nullopt;
  const auto& route = state_->routes[found->index];
  if (!route.peek && !route.never_blocks) return std::nullopt;
  try {
    if (route.never_blocks) {
      const auto waiting = std::make_shared<Exchange>(request, route, std::move(found->parameters));
      waiting->set_language(language_of(request));
      return State::defer_from_memory(state_, waiting);
    }
    Exchange x(request, route, found->parameters);
    x.set_language(language_of(request));
    auto response = state_->answer_from_memory(x);
    if (response) state_->send_off(x, *response);
    return response;
  } catch (const std::exception& e) {
    spdlog::warn("request {} to {} from memory: {}", request.request_id, route.operation_id, e.what());
    return std::nullopt;
  }
}

http::Reply Pipeline::handle(const http::Request& request) {
  auto match = state_->router.match(request.method, request.path);
  auto* found = std::get_if<http::RouteFound>(&match);
  if (found == nullptr)
    return render(core::fail(route_not_found, {{"path", http::printable(http::without_secrets(request.path), 200)}}),
                  request);
  const auto& route = state_->routes[found->index];
  if (route.handle_later) {
    const auto waiting = std::make_shared<Exchange>(request, route, std::move(found->parameters));
    waiting->set_language(language_of(request));
    return State::answer_later(state_, waiting);
  }
  Exchange x(request, route, std::move(found->parameters));
  x.set_language(language_of(request));
  auto response = state_->safely(x, [&] { return state_->answer(x); });
  state_->send_off(x, response);
  return response;
}

http::Response Pipeline::refuse(int status, std::string_view code, std::string_view detail,
                                const http::RequestHead* head, std::string_view request_id) const {
  const auto language = head == nullptr ? core::Language::en : language_of(*head);
  const auto* known = http::find_protocol_error(code);
  std::string text(detail);
  if (known != nullptr && (language == core::Language::de || detail.empty())) text = pick(known->detail, language);
  // The value is named in English only: better that than not at all.
  if (known != nullptr && language == core::Language::de && !detail.empty() && detail != known->detail.en)
    text.append(" (").append(detail).append(")");
  auto response = problem(status, code, known != nullptr ? pick(known->title, language) : code, text, request_id);
  response.with("content-language", language == core::Language::de ? "de" : "en");
  return response;
}

void Pipeline::answered(const http::Request& request, const http::Response& response, const http::Timing& timing) {
  state_->parts.metrics.answered(request, response, timing);
  state_->parts.log.answered(request, response, timing);
}

}  // namespace tagwerk::pipeline
