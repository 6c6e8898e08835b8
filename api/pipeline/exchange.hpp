// Purpose: one request on its way through a handler: typed access to path, query, body and preconditions, and the answers.
// Usage in a handler:
//   auto id = x.id<core::EventId>("event_id");             if (!id) return id.error();       // 404 when malformed
//   auto body = x.body<EventPatch>();                       if (!body) return body.error();   // 400/422
//   auto version = x.expected_version();                    if (!version) return version.error();  // 428 (after the body!)
//   auto event = service.change(x.call(), *id, change, *version); if (!event) return event.error();
//   return ok(*event, event->version);
// Errors: core::Error. Thread-safety: belongs to one thread at a time. Handlers may run more than once (deadlock retry).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/message.hpp"
#include "api/http/query.hpp"
#include "api/http/router.hpp"
#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "engine/access/call.hpp"
#include "engine/access/idempotency_store.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::pipeline {

class Exchange {
 public:
  Exchange(const http::Request& request, const Route& route, http::PathParameters path)
      : request_(&request), route_(&route), path_(std::move(path)) {}

  [[nodiscard]] const http::Request& request() const noexcept { return *request_; }
  [[nodiscard]] const Route& route() const noexcept { return *route_; }
  [[nodiscard]] access::Call& call() noexcept { return call_; }
  [[nodiscard]] const access::Call& call() const noexcept { return call_; }
  [[nodiscard]] core::Language language() const noexcept { return language_; }
  void set_language(core::Language language) noexcept { language_ = language; }

  [[nodiscard]] const http::PathParameters& parameters() const noexcept { return path_; }
  /// Decoded path parameter.
  [[nodiscard]] const std::string& path(std::string_view name) const;
  /// A path parameter as an id; a malformed one is 404 like one that does not exist.
  template <class IdType>
  [[nodiscard]] core::Result<IdType> id(std::string_view name) const {
    const auto& text = path(name);
    if (const auto parsed = IdType::parse(text)) return *parsed;
    return not_found(name, text);
  }
  /// A path parameter that is a year (attendance/{year}); a malformed one is 404.
  [[nodiscard]] core::Result<int> year(std::string_view name) const;

  // Query parameters; already checked against the route's table, so these cannot fail.
  void set_query(std::vector<http::QueryParameter> query) { query_ = std::move(query); }
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;  // absent = false
  [[nodiscard]] std::optional<core::Date> date(std::string_view name) const;
  template <class IdType>
  [[nodiscard]] std::optional<IdType> query_id(std::string_view name) const {
    const auto value = text(name);
    return value ? IdType::parse(*value) : std::nullopt;
  }
  /// limit, cursor, updated_since of a list route.
  [[nodiscard]] core::PageRequest page() const;

  /// The body as a T. For optional_json routes an empty body is the same as {}.
  template <class T>
  [[nodiscard]] core::Result<T> body() const {
    return json::from_node<T>(json_);
  }
  [[nodiscard]] const json::Node& parsed_body() const noexcept { return json_; }
  void set_json(json::Node parsed) { json_ = std::move(parsed); }
  [[nodiscard]] const std::string& raw_body() const noexcept { return request_->body; }

  /// For an answer that shows a secret: the body that a repeated Idempotency-Key gets instead. The secret is not stored.
  void keep_for_replay(std::string body) { replay_body_ = std::move(body); }
  [[nodiscard]] std::optional<std::string> take_replay_body() { return std::exchange(replay_body_, std::nullopt); }

  /// The Idempotency-Key of a request that is answered later: whoever answers keeps it. Otherwise none.
  [[nodiscard]] const std::optional<access::KeptKey>& kept_key() const noexcept { return kept_key_; }
  void set_kept_key(access::KeptKey key) { kept_key_ = std::move(key); }

  /// What If-Match says: 428 when the header is missing and the route requires it. Where it does not, If-None-Match: * says
  /// that nothing may be there yet.
  [[nodiscard]] core::Result<core::ExpectedVersion> expected_version() const;

 private:
  [[nodiscard]] static core::Error not_found(std::string_view parameter, const std::string& text);

  const http::Request* request_;
  const Route* route_;
  http::PathParameters path_;
  std::vector<http::QueryParameter> query_;
  json::Node json_;
  std::optional<std::string> replay_body_;
  std::optional<access::KeptKey> kept_key_;
  access::Call call_;
  core::Language language_ = core::Language::en;
};

// ---- answers --------------------------------------------------------------------------------------------------------

inline constexpr std::string_view json_type = "application/json; charset=utf-8";

/// `"v7"`: the strong ETag of a version.
[[nodiscard]] std::string etag_of(std::int64_t version);

[[nodiscard]] http::Response json_response(int status, std::string body);
[[nodiscard]] http::Response no_content();

template <class T>
[[nodiscard]] http::Response ok(const T& content) {
  return json_response(200, json::to_json(content));
}
template <class T>
[[nodiscard]] http::Response ok(const T& content, std::int64_t version) {
  return std::move(ok(content).with("etag", etag_of(version)));
}
/// 201 with Location.
template <class T>
[[nodiscard]] http::Response created(const T& content, std::string location, std::optional<std::int64_t> version = {}) {
  auto response = json_response(201, json::to_json(content));
  response.with("location", std::move(location));
  if (version) response.with("etag", etag_of(*version));
  return response;
}
/// The address of a list's page behind that item, with the same query otherwise.
[[nodiscard]] std::string next_page(const Exchange& x, const core::Uuid& after);
/// `{"results": […], "next": url or null}`; Item is the described DTO, `to_dto` makes it from the noun.
[[nodiscard]] http::Response list_response(const Exchange& x, std::string results_json,
                                           const std::optional<core::Uuid>& next_after);
template <class Noun, class ToDto>
[[nodiscard]] http::Response ok_list(const Exchange& x, const core::Page<Noun>& page, ToDto&& to_dto) {
  json::Writer writer;
  writer.begin_array();
  for (const auto& noun : page.items) json::write_value(writer, to_dto(noun));
  writer.end_array();
  return list_response(x, writer.take(), page.next_after);
}
[[nodiscard]] std::string list_schema_of(std::string item_schema);
/// The schema of such a list, for the route table.
template <class Dto>
[[nodiscard]] json::SchemaSource list_schema() {
  return [](json::Components& components) { return list_schema_of(json::schema_of<Dto>(components)); };
}
}  // namespace tagwerk::pipeline
