// Purpose: finds the caller's table entry for a method and a path.
// Patterns are absolute paths whose segments are literals, whole parameters, or parameters with the ending of a file name:
// "/api/v1/events/{event_id}/capacity", "/files/{file_id}.png".
// A literal segment wins over a parameter, one with an ending over one without; a trailing slash makes another path; an
// empty segment matches no parameter.
// Errors: a duplicate or malformed pattern is our own mistake: std::logic_error at construction.
// Thread-safety: const after construction.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/http/message.hpp"

namespace tagwerk::http {

struct RoutePattern {
  Method method;
  std::string_view pattern;
};

/// Parameters of a path in its order, percent-decoded; valid UTF-8 without NUL.
struct PathParameters {
  std::vector<std::pair<std::string, std::string>> values;
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
};

struct RouteFound {
  std::size_t index;  // into the table given to the constructor
  PathParameters parameters;
};
struct RouteNotFound {};
/// `allow` is the value of an Allow header: HEAD goes with GET, OPTIONS with every path. An OPTIONS request that has no
/// route of its own ends here too, with `options` set: answer 204 with Allow.
struct RouteMethodNotAllowed {
  std::string_view allow;
  bool options;
  std::size_t index;  // of a route with that path
};
/// A parameter that is not UTF-8 or holds NUL: 400.
struct RouteMalformed {
  std::string parameter;
};

using RouteMatch = std::variant<RouteFound, RouteNotFound, RouteMethodNotAllowed, RouteMalformed>;

class Router {
 public:
  static constexpr std::size_t segment_limit = 16;  // longer paths are not found

  explicit Router(std::span<const RoutePattern> table);
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// `path` as in RequestHead. HEAD falls back to GET's route.
  [[nodiscard]] RouteMatch match(Method method, std::string_view path) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

}  // namespace tagwerk::http
