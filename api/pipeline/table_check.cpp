#include "api/pipeline/table_check.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "api/http/message.hpp"

namespace tagwerk::pipeline {
namespace {

using http::Method;

void require(const Route& route, bool holds, const std::string& otherwise) {
  if (!holds)
    throw std::logic_error("route " + std::string(http::to_text(route.method)) + " " + route.pattern + ": " +
                           otherwise);
}

void check_documented(const Route& route) {
  require(route, !route.operation_id.empty(), "has no operation id");
  require(route, route.handle || route.handle_later, "has no handler");
  require(route, !route.handle || !route.handle_later, "has two handlers");
  require(route, !route.answers.empty(), "documents no answer");
  require(route, std::count(route.errors.begin(), route.errors.end(), nullptr) == 0, "documents an error that is null");
  std::set<std::string_view> names;
  for (const auto& parameter : route.query) {
    const std::string name(parameter.name);
    require(route, names.insert(parameter.name).second, "query parameter " + name + " is there twice");
    require(route, parameter.min <= parameter.max, "query parameter " + name + " allows no value");
    const bool is_choice = parameter.kind == QueryParameter::Kind::choice;
    require(route, is_choice != parameter.choices.empty(), "query parameter " + name + ": kind and choices differ");
  }
}

void check_access(const Route& route, const ScopeResolvers& resolvers) {
  require(route, route.is_public == route.roles.empty(), "needs roles, or to be public");
  require(route, !(route.is_local && route.is_public), "is local and public");
  const auto parameters = parameters_of(route.pattern);
  require(route, !route.is_local || parameters.empty(),
          "is local and has parameters: nobody is there to check them for");
  if (route.is_public) return;
  const auto& free = resolvers.free_parameters;
  for (const auto& name : parameters) {
    const bool is_free = std::find(free.begin(), free.end(), name) != free.end();
    require(route, is_free || resolvers.by_parameter.contains(name), "parameter " + name + " has no resolver");
  }
  require(route, !route.peek || parameters.empty() || route.checks_scope_itself,
          "answers from memory without its parameters being checked");
}

void check_method(const Route& route) {
  const bool is_get = route.method == Method::get;
  const bool has_body = route.body.kind != BodyRule::Kind::none;
  const bool is_json = has_body && route.body.kind != BodyRule::Kind::csv;
  require(route, route.method != Method::head && route.method != Method::options, "the router answers this method");
  require(route, !has_body || !is_get, "GET has no body");
  require(route, !has_body || route.body.limit_bytes > 0, "its body may have no byte");
  require(route, !is_json || route.body.schema, "its body has no schema");
  require(route, is_get || !route.peek, "only GET is answered from memory");
  require(route, !route.never_blocks || route.handle_later, "never blocks, but is not answered later");
  require(route, is_get || route.method == Method::post || !route.handle_later, "only GET and POST are answered later");

  const bool changes_what_is_there =
      route.method == Method::patch || route.method == Method::put || route.method == Method::delete_;
  require(route, changes_what_is_there == (route.precondition != Precondition::none),
          "PATCH, PUT and DELETE take If-Match, the others do not");

  const auto is_creation = [](const Answer& answer) { return answer.status == 201; };
  const bool creates = std::any_of(route.answers.begin(), route.answers.end(), is_creation);
  require(route, route.method != Method::post || !creates || route.idempotent,
          "a POST that creates honours Idempotency-Key");
  require(route, !route.idempotent || (route.method == Method::post && !route.is_public && !route.is_local),
          "Idempotency-Key is for POST with a token");
}

}  // namespace

std::vector<std::string> parameters_of(std::string_view pattern) {
  std::vector<std::string> names;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  }
  return names;
}

void check_table(const RouteTable& routes, const ScopeResolvers& resolvers) {
  std::set<std::string_view> operations;
  for (const auto& route : routes) {
    check_documented(route);
    require(route, operations.insert(route.operation_id).second, "operation id is used twice");
    check_access(route, resolvers);
    check_method(route);
  }
}

}  // namespace tagwerk::pipeline
