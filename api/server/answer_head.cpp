#include "api/server/answer_head.hpp"

#include <boost/beast/http/status.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>

#include "api/http/negotiation.hpp"
#include "api/http/syntax.hpp"

namespace tagwerk::server {
namespace {

void write_number(std::string& out, std::size_t number) {
  char text[20];
  const auto [end, error] = std::to_chars(text, text + sizeof text, number);
  out.append(text, end);
}

void write_status_line(std::string& out, int status) {
  if (status == 200) {
    out += "HTTP/1.1 200 OK\r\n";
    return;
  }
  const auto reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(status)));
  out += "HTTP/1.1 ";
  write_number(out, static_cast<std::size_t>(status));
  out.append(" ").append(reason.data(), reason.size()).append("\r\n");
}

// "content-type" as "Content-Type": names have no case, but people read them.
void write_name(std::string& out, std::string_view name) {
  bool starts_word = true;
  for (const char c : name) {
    out.push_back(starts_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c);
    starts_word = c == '-';
  }
}

void write_header(std::string& out, const http::Header& header) {
  if (!http::is_token(header.name) || !std::all_of(header.value.begin(), header.value.end(), http::is_field_char)) {
    spdlog::error("the answer's header '{}' was left out: it holds a control character", http::printable(header.name));
    return;
  }
  write_name(out, header.name);
  out.append(": ").append(header.value).append("\r\n");
}

bool has_length(int status) noexcept { return status >= 200 && status != 204 && status != 304; }

}  // namespace

std::string_view HttpDate::now() {
  const auto second = std::time(nullptr);
  if (second != second_) {
    second_ = second;
    text_ = http::http_date(second);
  }
  return text_;
}

bool sends_body(const http::Response& response, http::Method method) noexcept {
  return method != http::Method::head && has_length(response.status);
}

void write_answer_head(std::string& out, const http::Response& response, const AnswerContext& context) {
  write_status_line(out, response.status);
  out.append("Date: ").append(context.date).append("\r\n");
  if (!response.content_type.empty()) write_header(out, {"content-type", response.content_type});
  if (response.stream) {
    if (!context.http_1_0) out += "Transfer-Encoding: chunked\r\n";  // to HTTP/1.0 the end is that of the connection
  } else if (has_length(response.status)) {
    out += "Content-Length: ";
    write_number(out, response.bytes().size());
    out += "\r\n";
  }
  for (const auto& header : response.headers) write_header(out, header);
  out.append("X-Content-Type-Options: nosniff\r\nX-Request-Id: ").append(context.request_id).append("\r\n");
  if (!context.keep_alive) {
    out += "Connection: close\r\n";
  } else if (context.http_1_0) {
    out += "Connection: keep-alive\r\n";
  }
  out += "\r\n";
}

}  // namespace tagwerk::server
