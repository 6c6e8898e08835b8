// Purpose: a REST client as a user would have one: a token, methods, JSON answers addressed by JSON pointer.
// Errors: std::runtime_error when there is no answer, or a pointer leads nowhere. Thread-safety: one client per thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/json/node.hpp"
#include "tests/support/http_client.hpp"

namespace tagwerk::test {

struct Answer {
  int status = 0;
  Headers headers;
  std::string body;
  json::Node json;  // null when the body is none

  /// The value of the first header of that name (lower case), or "".
  [[nodiscard]] std::string header(std::string_view name) const;
  /// "/results/0/id" → the node there.
  [[nodiscard]] const json::Node& at(std::string_view pointer) const;
  [[nodiscard]] bool has(std::string_view pointer) const;
  [[nodiscard]] std::string text(std::string_view pointer) const { return at(pointer).text; }
  [[nodiscard]] std::int64_t integer(std::string_view pointer) const { return at(pointer).integer; }
  [[nodiscard]] double number(std::string_view pointer) const { return at(pointer).number; }
  [[nodiscard]] bool is_null(std::string_view pointer) const { return at(pointer).kind == json::Node::Kind::null; }
  [[nodiscard]] std::size_t size(std::string_view pointer) const { return at(pointer).items.size(); }
  [[nodiscard]] std::string id() const { return text("/id"); }
  [[nodiscard]] std::string code() const { return has("/code") ? text("/code") : std::string(); }
  /// "/name:required /city:wrong_length": the pointers and codes of a problem's `errors`, in their order.
  [[nodiscard]] std::string field_errors() const;
};

/// What one of the clients was answered.
struct Exchanged {
  std::string method;
  std::string path;  // without query
  int status = 0;
  std::vector<std::string> codes;  // of the problem and of its fields
};
/// All that was answered so far, by all clients. Thread-safe.
[[nodiscard]] std::vector<Exchanged> journal();

class Client {
 public:
  Client(std::uint16_t port, std::string token) : port_(port), token_(std::move(token)) {}

  [[nodiscard]] Answer get(const std::string& path, const Headers& headers = {}) const;
  [[nodiscard]] Answer post(const std::string& path, const std::string& json, const Headers& headers = {}) const;
  [[nodiscard]] Answer put(const std::string& path, const std::string& json, const Headers& headers = {}) const;
  [[nodiscard]] Answer patch(const std::string& path, const std::string& json, const Headers& headers = {}) const;
  [[nodiscard]] Answer remove(const std::string& path, const Headers& headers = {}) const;
  /// Any method and body; Content-Type only as given.
  [[nodiscard]] Answer send(const std::string& method, const std::string& path, const std::string& body,
                            const Headers& headers) const;
  [[nodiscard]] const std::string& token() const noexcept { return token_; }
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

 private:
  std::uint16_t port_;
  std::string token_;  // empty: none is sent
};

}  // namespace tagwerk::test
