#include "api/pipeline/exchange.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "api/http/syntax.hpp"
#include "api/pipeline/errors.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::pipeline {

std::vector<QueryParameter> list_parameters(std::vector<QueryParameter> filters) {
  using Kind = QueryParameter::Kind;
  filters.push_back({.name = "limit",
                     .kind = Kind::integer,
                     .description = "Items per page (default 50)",
                     .min = 1,
                     .max = static_cast<std::int64_t>(core::PageRequest::max_limit)});
  filters.push_back({.name = "cursor", .kind = Kind::id, .description = "Where to go on, as given in `next`"});
  filters.push_back({.name = "updated_since",
                     .kind = Kind::instant,
                     .description = "Only what has changed at or after this instant"});
  return filters;
}

const json::Object<NoMembers>& shape(json::Tag<NoMembers>) {
  static const json::Object<NoMembers> object("NoMembers", "Nothing");
  return object;
}

const std::string& Exchange::path(std::string_view name) const {
  for (const auto& [key, value] : path_.values) {
    if (key == name) return value;
  }
  throw std::logic_error("route " + route_->pattern + " has no parameter " + std::string(name));
}

core::Error Exchange::not_found(std::string_view parameter, const std::string& text) {
  auto object = parameter;
  for (const std::string_view suffix : {"_id", "_key"}) {
    if (object.ends_with(suffix)) object.remove_suffix(suffix.size());
  }
  return core::fail(core::not_found, {{"object", std::string(object)}, {"id", core::echo(text)}});
}

core::Result<int> Exchange::year(std::string_view name) const {
  const auto& text = path(name);
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size() || text.size() != 4) return not_found(name, text);
  return year;
}

std::optional<std::string> Exchange::text(std::string_view name) const {
  for (const auto& [key, value] : query_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> Exchange::integer(std::string_view name) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(value->data(), value->data() + value->size(), number);
  return number;
}

bool Exchange::flag(std::string_view name) const { return text(name) == "true"; }

std::optional<core::Date> Exchange::date(std::string_view name) const {
  const auto value = text(name);
  return value ? core::parse_date(*value) : std::nullopt;
}

core::PageRequest Exchange::page() const {
  core::PageRequest page;
  if (const auto limit = integer("limit")) page.limit = static_cast<std::size_t>(*limit);
  if (const auto cursor = text("cursor")) page.after = core::Uuid::parse(*cursor);
  if (const auto since = text("updated_since")) page.updated_since = core::parse_rfc3339(*since);
  return page;
}

namespace {

/// Of one of our strong tags: `"v<number>"`, with `-gzip` when the answer was compressed. Another never matches.
std::optional<std::int64_t> version_in(std::string_view tag) {
  if (!tag.starts_with("\"v") || !tag.ends_with('"') || tag.size() < 4) return std::nullopt;
  tag = tag.substr(2, tag.size() - 3);
  if (tag.ends_with("-gzip")) tag.remove_suffix(5);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  if (error != std::errc{} || end != tag.data() + tag.size()) return std::nullopt;
  return version;
}

}  // namespace

core::Result<core::ExpectedVersion> Exchange::expected_version() const {
  const auto header = request_->header("if-match");
  if (!header) {
    if (route_->precondition == Precondition::if_match) return core::fail(precondition_required);
    const auto unless = request_->header("if-none-match");
    return unless && http::trim(*unless) == "*" ? core::ExpectedVersion::absent() : core::ExpectedVersion();
  }
  std::vector<std::int64_t> versions;
  auto rest = *header;
  while (!rest.empty()) {
    const auto tag = http::next_item(rest, ',');
    if (tag == "*") return core::ExpectedVersion::present();
    if (const auto version = version_in(tag)) versions.push_back(*version);
  }
  return core::ExpectedVersion::one_of(std::move(versions));
}

std::string etag_of(std::int64_t version) { return "\"v" + std::to_string(version) + "\""; }

http::Response json_response(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.content_type = json_type;
  response.body = std::move(body);
  return response;
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  return response;
}

std::string next_page(const Exchange& x, const core::Uuid& after) {
  std::string url = x.request().path + "?";
  for (const auto& parameter : x.route().query) {
    const auto value = parameter.name == "cursor" ? std::optional<std::string>() : x.text(parameter.name);
    if (!value) continue;
    url.append(parameter.name).append("=");
    url.append(http::percent_encode(*value)).append("&");
  }
  return url + "cursor=" + after.text();
}

http::Response list_response(const Exchange& x, std::string results_json, const std::optional<core::Uuid>& next_after) {
  json::Writer writer;
  writer.begin_object();
  writer.key("results").raw(results_json);
  if (next_after) {
    writer.member("next", next_page(x, *next_after));
  } else {
    writer.key("next").null();
  }
  writer.end_object();
  return json_response(200, writer.take());
}

std::string list_schema_of(std::string item_schema) {
  return R"({"type":"object","properties":{"results":{"type":"array","items":)" + item_schema +
         R"(},"next":{"type":["string","null"],"description":"The next page, or null on the last one"}},"required":["results","next"],"additionalProperties":false})";
}

}  // namespace tagwerk::pipeline
