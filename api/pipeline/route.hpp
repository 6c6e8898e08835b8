// Purpose: one entry of the route table. Router, authorization, OpenAPI, the route walk test and the CLI's `routes` all read
// it; what is not in here does not exist. See api/resources/* for the entries and pipeline.hpp for how a request uses them.
// Thread-safety: immutable once the table is built.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/json/codec.hpp"
#include "engine/access/role.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::pipeline {

class Exchange;

inline constexpr std::size_t json_body_limit_bytes = 256 * 1024;
inline constexpr std::size_t import_body_limit_bytes = 8 * 1024 * 1024;

/// A query parameter that the route knows; any other is refused with 422. All are optional unless `required`.
struct QueryParameter {
  enum class Kind { text, integer, boolean, date, instant, id, key, choice };
  std::string_view name;
  Kind kind = Kind::text;
  std::string_view description = {};
  std::vector<std::string_view> choices = {};  // kind choice
  std::int64_t min = 0;                        // kind integer
  std::int64_t max = 2147483647;
  bool required = false;
};

/// `limit`, `cursor` and `updated_since`, which every list has.
[[nodiscard]] std::vector<QueryParameter> list_parameters(std::vector<QueryParameter> filters = {});

/// What an action says that needs no body: nothing at all, or the {} that many clients always send.
struct NoMembers {};
[[nodiscard]] const json::Object<NoMembers>& shape(json::Tag<NoMembers>);
inline constexpr std::size_t no_members_limit_bytes = 4096;  // enough to name a member that is unknown

struct BodyRule {
  enum class Kind { none, json, optional_json, csv };
  Kind kind = Kind::none;
  std::size_t limit_bytes = 0;
  json::SchemaSource schema;
  /// What is wrong with such a body, for kinds of JSON.
  std::function<std::vector<core::FieldError>(const json::Node&)> check = {};

  static BodyRule none() { return {}; }
  template <class T>
  static BodyRule json(std::size_t limit_bytes = json_body_limit_bytes) {
    return {Kind::json, limit_bytes, tagwerk::json::schema<T>(), tagwerk::json::errors_in<T>};
  }
  /// An action whose body may be left out altogether.
  template <class T>
  static BodyRule optional_json(std::size_t limit_bytes = json_body_limit_bytes) {
    return {Kind::optional_json, limit_bytes, tagwerk::json::schema<T>(), tagwerk::json::errors_in<T>};
  }
  static BodyRule no_members() { return optional_json<NoMembers>(no_members_limit_bytes); }
  static BodyRule csv(std::size_t limit_bytes = import_body_limit_bytes) { return {Kind::csv, limit_bytes, {}}; }
};

struct Answer {
  int status = 200;
  std::string_view description = {};
  json::SchemaSource schema = {};  // empty: no body
  std::string_view content_type = "application/json";
};

/// if_match: PATCH, PUT, DELETE of a versioned resource: 428 without If-Match, 412 when it is stale.
/// if_match_optional: an upsert, which may overwrite unseen, and what must not wait in an emergency: 412 only when given and
/// stale.
enum class Precondition { none, if_match, if_match_optional };

/// Makes the answer once what it waited for is there; refuses and throws as a handler does.
using MakeAnswer = std::function<core::Result<http::Response>()>;

struct Route {
  http::Method method = http::Method::get;
  std::string pattern = {};  // "/api/v1/events/{event_id}/capacity"; parameters see scope.hpp
  std::string_view operation_id = {};
  std::string_view tag = {};
  std::string_view summary = {};
  std::string_view description = {};
  access::RoleSet roles = {};  // who may; empty together with is_public
  bool is_public = false;
  bool is_local = false;  // needs no token when the client is on this machine
  std::vector<QueryParameter> query = {};
  BodyRule body = {};
  std::vector<Answer> answers = {};                 // successes
  std::vector<const core::ErrorCode*> errors = {};  // beyond those that every route of its shape has
  Precondition precondition = Precondition::none;
  bool idempotent = false;           // POST that creates: honours Idempotency-Key
  bool never_304 = false;            // its ETag covers less than its content
  bool checks_scope_itself = false;  // a hot GET whose handler answers 404: skips the resolvers
  std::function<core::Result<http::Response>(Exchange&)> handle = {};
  /// Instead of `handle`, for a GET or POST whose answer comes from elsewhere: no worker is held until then. Either refuses
  /// now, or has `done` called once, from any thread. The exchange lives as long as `done`. An idempotent one keeps the answer
  /// to its key itself (late_answer.hpp).
  std::function<core::Result<>(Exchange&, std::function<void(MakeAnswer)> done)> handle_later = {};
  /// handle_later neither blocks nor takes long, so that it may run on the I/O thread when all that the pipeline must know is in
  /// memory.
  bool never_blocks = false;
  /// Optional: an answer from memory on the I/O thread; must not block. nullopt: go to `handle`. Already authorized.
  std::function<std::optional<http::Response>(Exchange&)> peek = {};
};

using RouteTable = std::vector<Route>;

}  // namespace tagwerk::pipeline
