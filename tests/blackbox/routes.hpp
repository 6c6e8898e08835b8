// Purpose: every route that the OpenAPI document lists, with a real object behind each parameter, and ways to ask it.
// Errors: a route without documented parameters fails the test. Thread-safety: main thread.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

struct Operation {
  std::string method;  // "GET"
  std::string pattern;
  std::string path;  // with the ids of real objects
  bool is_public = false;
  bool is_local = false;
  std::set<std::string> roles;
  std::string body_type;  // media type of the request body, or ""
  bool body_required = false;
  bool needs_if_match = false;
  bool is_idempotent = false;
  bool has_table_forms = false;  // ?format=xlsx is one of its choices
  std::set<std::string> required_query_parameters;

  [[nodiscard]] bool has_parameters() const { return pattern.find('{') != std::string::npos; }
};

/// Made at the first call.
[[nodiscard]] const std::vector<Operation>& operations();
/// "GET /api/v1/events/{event_id}"
[[nodiscard]] std::string name_of(const Operation& operation);
[[nodiscard]] bool is_json(const Operation& operation);
/// Of whoever may use that route.
[[nodiscard]] const Client& somebody_allowed(const Operation& operation);
[[nodiscard]] Headers content_type(const std::string& type);
/// Its media type, and If-Match where it is needed.
[[nodiscard]] Headers good_headers(const Operation& operation);
/// A route without a body answers any with 413, before it asks who is there: so it gets none.
[[nodiscard]] Answer send(const Client& client, const Operation& operation, const std::string& query,
                          const std::string& body, const Headers& headers);
/// The answer is a whole problem document of that status.
void check_problem(const Operation& operation, const Answer& answer, int status);

}  // namespace tagwerk::test
