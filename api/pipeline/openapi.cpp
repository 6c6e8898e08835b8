#include "api/pipeline/openapi.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "api/http/query.hpp"
#include "api/json/writer.hpp"
#include "api/pipeline/errors.hpp"
#include "api/pipeline/problem.hpp"
#include "api/pipeline/table_check.hpp"

namespace tagwerk::pipeline {
namespace {

using json::Writer;

bool is_list(const Route& route) {
  for (const auto& parameter : route.query) {
    if (parameter.name == "cursor") return true;
  }
  return false;
}

// Single resources and pages: probes and metrics are plain text, lists change under the reader's hands.
bool may_have_etag(const Route& route) {
  if (route.method != http::Method::get || is_list(route)) return false;
  const auto& answer = route.answers.front();
  const bool is_always_200 =
      std::all_of(route.answers.begin(), route.answers.end(), [](const Answer& one) { return one.status == 200; });
  return answer.status == 200 &&
         (answer.schema ? is_always_200 || !route.is_public : answer.content_type != "text/plain");
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

void write_header(Writer& writer, std::string_view name, bool required, std::string_view description) {
  writer.begin_object().member("name", name).member("in", "header").member("required", required);
  writer.member("description", description);
  writer.key("schema").begin_object().member("type", "string").end_object().end_object();
}

void write_headers(Writer& writer, const Route& route) {
  if (route.idempotent)
    write_header(writer, "Idempotency-Key", false,
                 "Makes a repeated request harmless; at most 255 visible ASCII characters, kept 24 hours");
  if (route.precondition == Precondition::if_match)
    write_header(writer, "If-Match", true, "The ETag of the version that is to be changed, or *");
  if (route.precondition == Precondition::if_match_optional)
    write_header(writer, "If-Match", false,
                 route.method == http::Method::put
                     ? "The ETag of the version that is to be changed; left out: whatever is there is overwritten"
                     : "The ETag of the version that is meant; left out: whatever is there");
  if (route.precondition == Precondition::if_match_optional && route.method == http::Method::put)
    write_header(writer, "If-None-Match", false, "*: only when nothing is there yet, 412 otherwise");
  if (may_have_etag(route) && !route.never_304)
    write_header(writer, "If-None-Match", false, "The ETag of what is known already: 304 when that has not changed");
  if (!route.is_public)
    write_header(writer, "Accept-Language", false, "de or en: the language of problem titles and details");
}

void write_parameters(Writer& writer, const Route& route) {
  writer.key("parameters").begin_array();
  for (const auto& name : parameters_of(route.pattern)) {
    writer.begin_object().member("name", name).member("in", "path").member("required", true);
    writer.key("schema").begin_object();
    writer.member("type", name == "year" ? "integer" : "string").end_object().end_object();
  }
  for (const auto& parameter : route.query) {
    writer.begin_object().member("name", parameter.name).member("in", "query").member("required", parameter.required);
    writer.member("description", parameter.description);
    write_schema_of(writer, parameter);
    writer.end_object();
  }
  write_headers(writer, route);
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

using Refusals = std::map<int, std::set<std::string_view>>;  // status → codes

// Every way in which a route of this shape can refuse. What the server says before it knows the route is `default`.
Refusals refusals_of(const Route& route) {
  Refusals refusals;
  const auto add = [&](const ErrorCode& code) { refusals[status_of(code.kind)].insert(code.code); };
  add(http::query_malformed), add(core::validation_failed), add(internal_error);
  if (!route.is_public) {
    for (const auto* code :
         {&unauthenticated, &too_many_failed_tokens, &rate_limited, &database_unavailable, &statement_timeout})
      add(*code);
    const auto may = [&](access::Role role) { return route.roles.contains(role); };
    if (!std::all_of(std::begin(access::all_roles), std::end(access::all_roles), may)) add(core::forbidden);
  }
  if (route.pattern.find('{') != std::string::npos) add(core::not_found), add(malformed_path);
  if (route.body.kind != BodyRule::Kind::none) {
    add(unsupported_media_type), add(body_too_large);
    if (route.body.kind != BodyRule::Kind::csv) add(json::malformed_json), add(json::json_beyond_limit);
  }
  if (route.precondition == Precondition::if_match) add(precondition_required);
  if (route.precondition != Precondition::none) add(core::precondition_failed);
  if (route.idempotent) add(idempotency_key_invalid), add(idempotency_key_reused), add(idempotency_key_in_progress);
  if (route.method != http::Method::get) add(outcome_unknown);
  for (const auto* code : route.errors) add(*code);
  return refusals;
}

void write_answer_header(Writer& writer, std::string_view name, std::string_view description) {
  writer.key(name).begin_object().member("description", description);
  writer.key("schema").begin_object().member("type", "string").end_object().end_object();
}

void write_answer_headers(Writer& writer, const Route& route, int status) {
  const bool has_etag = may_have_etag(route) || status == 201;
  if (!has_etag && !route.idempotent) return;
  writer.key("headers").begin_object();
  if (has_etag) write_answer_header(writer, "ETag", "The version, for If-Match and If-None-Match");
  if (status == 201) write_answer_header(writer, "Location", "Where the new resource is");
  if (route.idempotent)
    write_answer_header(writer, "Idempotency-Replayed", "true when this is the stored answer to an earlier request");
  writer.end_object();
}

bool has_content(const Answer& answer) { return answer.schema || answer.content_type != "application/json"; }

void write_content(Writer& writer, const std::vector<const Answer*>& answers, json::Components& components) {
  if (std::none_of(answers.begin(), answers.end(), [](const Answer* answer) { return has_content(*answer); })) return;
  writer.key("content").begin_object();
  for (const auto* answer : answers) {
    if (!has_content(*answer)) continue;
    writer.key(answer->content_type).begin_object().key("schema");
    writer.raw(answer->schema ? answer->schema(components) : R"({"type":"string"})").end_object();
  }
  writer.end_object();
}

void write_problem(Writer& writer, std::string_view description, const json::Components& components) {
  writer.begin_object().member("description", description);
  writer.key("content").begin_object().key("application/problem+json").begin_object();
  writer.key("schema").raw(components.reference("Problem")).end_object().end_object().end_object();
}

void write_answers(Writer& writer, const Route& route, json::Components& components) {
  writer.key("responses").begin_object();
  std::map<int, std::vector<const Answer*>> by_status;
  for (const auto& answer : route.answers) by_status[answer.status].push_back(&answer);
  for (const auto& [status, answers] : by_status) {
    writer.key(std::to_string(status)).begin_object();
    const auto description = answers.front()->description;
    writer.member("description", description.empty() ? std::string_view("Done") : description);
    write_answer_headers(writer, route, status);
    write_content(writer, answers, components);
    writer.end_object();
  }
  if (may_have_etag(route) && !route.never_304) {
    writer.key("304").begin_object().member("description", "Not changed since the ETag in If-None-Match").end_object();
  }
  for (const auto& [status, codes] : refusals_of(route)) {
    if (by_status.contains(status)) continue;
    std::string description = "Refused:";
    for (const auto code : codes) description.append(" `").append(code).append("`");
    write_problem(writer.key(std::to_string(status)), description, components);
  }
  write_problem(writer.key("default"), "Refused by the server before the route is asked (framing, size, load)",
                components);
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
  } else if (route.is_local) {
    writer.key("security").begin_array().begin_object().end_object();
    writer.begin_object().key("bearer").begin_array().end_array().end_object().end_array();
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
