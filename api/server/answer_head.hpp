// Purpose: writes an answer's status line and headers. What frames the message and belongs to the connection is decided
// here and nowhere else: Content-Length, Transfer-Encoding, Connection, Date, X-Request-Id, nosniff.
// Errors: a header of the application that would break the framing (control characters) is left out and logged.
// Thread-safety: pure functions; an HttpDate belongs to one thread.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace tagwerk::server {

/// The Date header's value, written anew once a second.
class HttpDate {
 public:
  [[nodiscard]] std::string_view now();

 private:
  std::time_t second_ = -1;
  std::string text_;
};

struct AnswerContext {
  std::string_view request_id;
  std::string_view date;
  bool http_1_0 = false;  // the request's version: keeping alive must be said aloud
  bool keep_alive = true;
};

/// Appends to `out`, up to and with the empty line.
void write_answer_head(std::string& out, const http::Response& response, const AnswerContext& context);

/// 204, 304 and answers to HEAD have none, whatever the response holds.
[[nodiscard]] bool sends_body(const http::Response& response, http::Method method) noexcept;

}  // namespace tagwerk::server
