#include "api/pipeline/openapi.hpp"

#include <map>
#include <set>
#include <vector>

#include "api/http/query.hpp"
#include "api/json/writer.hpp"
#include "api/pipeline/errors.hpp"
#include "api/pipeline/problem.hpp"

namespace tagwerk::pipeline {
namespace {

using json::Writer;

std::vector<std::string> parameters_of(const std::string& pattern) {
  std::vector<std::string> names;
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
    names.push_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  }
  return names;
}

void write_schema_of(Writer& writer, const QueryParameter& parameter) {
  using Kind = QueryParameter::Kind;
  writer.key("schema").begin_object();
  switch (parameter.kind) {
    case Kind::text:
      writer.member("type", "string");
      break;
    case Kind::integer:
      writer.member("type", "integer").member("minimum", parameter.min).member("maximum", parameter.max);
      break;
    case Kind::boolean:
      writer.member("type", "boolean");
      break;
    case Kind::date:
      writer.member("type", "string").member("format", "date");
      break;
    case Kind::instant:
      writer.member("type", "string").member("format", "date-time");
      break;
    case Kind::id:
      writer.member("type", "string");
      break;
    case Kind::key:
      writer.member("type", "string").member("pattern", "^[a-z0-9_-]{1,64}$");
      break;
    case Kind::choice:
      writer.member("type", "string").key("enum").begin_array();
      for (const auto choice : parameter.choices) writer.value(choice);
      writer.end_array();
      break;
  }
  writer.end_object();
}

void write_parameters(Writer& writer, const Route& route) {
  writer.key("parameters").begin_array();
  for (const auto& name : parameters_of(route.pattern)) {
    writer.begin_object().member("name", name).member("in", "path").member("required", true);
    writer.key("schema").begin_object().member("type", "string").end_object().end_object();
  }
  for (const auto& parameter : route.query) {
    writer.begin_object().member("name", parameter.name).member("in", "query").member("required", parameter.required);
    writer.member("description", parameter.description);
    write_schema_of(writer, parameter);
    writer.end_object();
  }
  const auto header = [&](std::string_view name, bool required, std::string_view description) {
    writer.begin_object().member("name", name).member("in", "header").member("required", required);
    writer.member("description", description);
    writer.key("schema").begin_object().member("type", "string").end_object().end_object();
  };
  if (route.idempotent)
    header("Idempotency-Key", false,
           "Makes a repeated request harmless; at most 255 visible ASCII characters, kept 24 hours");
  if (route.precondition == Precondition::if_match)
    header("If-Match", true, "The ETag of the version that is to be changed, or *");
  if (route.precondition == Precondition::if_match_optional)
    header("If-Match", false,
           "The ETag of the version that is to be changed; left out: whatever is there is overwritten");
  if (!route.is_public) header("Accept-Language", false, "de or en: the language of problem titles and details");
  writer.end_array();
}

void write_body(Writer& writer, const Route& route, json::Components& components) {
  using Kind = BodyRule::Kind;
  if (route.body.kind == Kind::none) return;
  writer.key("requestBody").begin_object();
  writer.member("required", route.body.kind != Kind::optional_json);
  writer.key("content").begin_object();
  if (route.body.kind == Kind::csv) {
    writer.key("text/csv")
        .begin_object()
        .key("schema")
        .begin_object()
        .member("type", "string")
        .end_object()
        .end_object();
  } else {
    const bool patch = route.method == http::Method::patch;
    writer.key(patch ? "application/merge-patch+json" : "application/json").begin_object();
    writer.key("schema").raw(route.body.schema(components)).end_object();
    if (patch)
      writer.key("application/json").begin_object().key("schema").raw(route.body.schema(components)).end_object();
  }
  writer.end_object().end_object();
}

// Every way in which a route of this shape can refuse: status → codes.
std::map<int, std::set<std::string_view>> refusals_of(const Route& route) {
  std::map<int, std::set<std::string_view>> refusals;
  const auto add = [&](const ErrorCode& code) { refusals[status_of(code.kind)].insert(code.code); };
  if (!route.is_public) {
    for (const auto* code : {&unauthenticated, &core::forbidden, &too_many_failed_tokens, &rate_limited,
                             &database_unavailable, &statement_timeout})
      add(*code);
  }
  if (route.pattern.find('{') != std::string::npos) add(core::not_found);
  if (!route.is_public || !route.query.empty()) add(core::validation_failed), add(http::query_malformed);
  if (route.body.kind != BodyRule::Kind::none) {
    add(unsupported_media_type), add(body_too_large);
    if (route.body.kind != BodyRule::Kind::csv) add(json::malformed_json);
  }
  if (route.precondition == Precondition::if_match) add(precondition_required);
  if (route.precondition != Precondition::none) add(core::precondition_failed);
  if (route.idempotent) add(idempotency_key_invalid), add(idempotency_key_reused), add(idempotency_key_in_progress);
  if (route.method != http::Method::get) add(outcome_unknown);
  for (const auto* code : route.errors) add(*code);
  return refusals;
}

void write_answers(Writer& writer, const Route& route, json::Components& components) {
  writer.key("responses").begin_object();
  std::map<int, std::vector<const Answer*>> by_status;
  for (const auto& answer : route.answers) by_status[answer.status].push_back(&answer);
  for (const auto& [status, answers] : by_status) {
    writer.key(std::to_string(status)).begin_object();
    writer.member("description",
                  answers.front()->description.empty() ? std::string_view("Done") : answers.front()->description);
    writer.key("content");
    writer.begin_object();
    for (const auto* answer : answers) {
      if (!answer->schema) continue;
      writer.key(answer->content_type).begin_object().key("schema").raw(answer->schema(components)).end_object();
    }
    writer.end_object().end_object();
  }
  for (const auto& [status, codes] : refusals_of(route)) {
    std::string description = "Refused:";
    for (const auto code : codes) description.append(" `").append(code).append("`");
    writer.key(std::to_string(status)).begin_object().member("description", description);
    writer.key("content").begin_object().key("application/problem+json").begin_object();
    writer.key("schema").raw(components.reference("Problem")).end_object().end_object().end_object();
  }
  writer.end_object();
}

std::string problem_schema() {
  return R"({"type":"object","description":"RFC 9457 problem document","properties":{)"
         R"("type":{"type":"string","description":"Stable URI of the code"},"title":{"type":"string"},)"
         R"("status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"},"request_id":{"type":"string"},)"
         R"("errors":{"type":"array","items":{"type":"object","properties":{"pointer":{"type":"string"},"code":{"type":"string"},)"
         R"("detail":{"type":"string"}},"required":["pointer","code","detail"]}}},)"
         R"("required":["type","title","status","detail","code","request_id"]})";
}

void write_operation(Writer& writer, const Route& route, json::Components& components) {
  std::string method(http::to_text(route.method));
  for (auto& c : method) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  writer.key(method).begin_object();
  writer.member("operationId", route.operation_id).member("summary", route.summary);
  std::string description(route.description);
  if (!route.is_public)
    description.append(description.empty() ? "" : "\n\n").append("Roles: ").append(route.roles.text()).append(".");
  if (!description.empty()) writer.member("description", description);
  writer.key("tags").begin_array().value(route.tag).end_array();
  if (route.is_public) {
    writer.key("security").begin_array().end_array();
  }
  write_parameters(writer, route);
  write_body(writer, route, components);
  write_answers(writer, route, components);
  writer.end_object();
}

}  // namespace

std::string openapi_document(const RouteTable& routes, std::string_view version) {
  json::Components components;
  components.reserve("Problem");
  components.define("Problem", problem_schema());
  std::map<std::string, std::vector<const Route*>> by_pattern;
  std::set<std::string_view> tags;
  for (const auto& route : routes) {
    by_pattern[route.pattern].push_back(&route);
    tags.insert(route.tag);
  }
  Writer writer;
  writer.begin_object().member("openapi", "3.1.0");
  writer.key("info").begin_object().member("title", "Tagwerk").member("version", version);
  writer.member("summary", "Event and congress management engine");
  writer.member("description", "Registrations of company groups, capacity, check-in, grades and attendance trends.");
  writer.key("license")
      .begin_object()
      .member("name", "Apache-2.0")
      .member("identifier", "Apache-2.0")
      .end_object()
      .end_object();
  writer.key("servers")
      .begin_array()
      .begin_object()
      .member("url", "/")
      .member("description", "this server")
      .end_object()
      .end_array();
  writer.key("security").begin_array().begin_object().key("bearer").begin_array().end_array().end_object().end_array();
  writer.key("tags").begin_array();
  for (const auto tag : tags) writer.begin_object().member("name", tag).end_object();
  writer.end_array();
  writer.key("paths").begin_object();
  for (const auto& [pattern, operations] : by_pattern) {
    writer.key(pattern).begin_object();
    for (const auto* route : operations) write_operation(writer, *route, components);
    writer.end_object();
  }
  writer.end_object();
  writer.key("components").begin_object();
  writer.key("securitySchemes").begin_object().key("bearer").begin_object();
  writer.member("type", "http").member("scheme", "bearer").member("bearerFormat", "twk_…").end_object().end_object();
  writer.key("schemas").begin_object();
  for (const auto& [name, schema] : components.schemas()) writer.key(name).raw(schema);
  writer.end_object().end_object().end_object();
  return writer.take();
}

}  // namespace tagwerk::pipeline
