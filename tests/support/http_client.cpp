#include "tests/support/http_client.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tagwerk::test {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return result;
}

std::size_t number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || stop != text.data() + text.size())
    throw std::runtime_error("'" + std::string(text) + "' is not a number");
  return value;
}

void read_status_line(const std::string& line, HttpAnswer& answer) {
  if (line.size() < 12 || !line.starts_with("HTTP/") || line[8] != ' ')
    throw std::runtime_error("'" + line + "' is not a status line");
  answer.version = line.substr(0, 8);
  answer.status = static_cast<int>(number(std::string_view(line).substr(9, 3), 10));
  if (line.size() > 13) answer.reason = line.substr(13);
}

}  // namespace

std::string HttpAnswer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::size_t HttpAnswer::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(), [name](const auto& entry) { return entry.first == name; }));
}

bool HttpAnswer::has(std::string_view name) const { return count(name) > 0; }

bool HttpAnswer::keeps_alive() const {
  const auto connection = lower(header("connection"));
  return version == "HTTP/1.0" ? connection == "keep-alive" : connection != "close";
}

std::string write_request(std::string_view method, std::string_view target, std::string_view body,
                          const Headers& headers) {
  std::string bytes;
  bytes.append(method).append(" ").append(target).append(" HTTP/1.1\r\n");
  const auto has = [&headers](std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [name](const auto& entry) { return lower(entry.first) == name; });
  };
  if (!has("host")) bytes += "Host: localhost\r\n";
  for (const auto& [name, value] : headers) bytes.append(name).append(": ").append(value).append("\r\n");
  const bool wants_length = !body.empty() || method == "POST" || method == "PUT" || method == "PATCH";
  if (wants_length && !has("content-length") && !has("transfer-encoding"))
    bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return bytes.append("\r\n").append(body);
}

HttpClient::HttpClient(std::uint16_t port, std::chrono::milliseconds limit)
    : port_(port), limit_(limit), socket_(port) {}

HttpAnswer HttpClient::ask(std::string_view method, std::string_view target, std::string_view body,
                           const Headers& headers) {
  if (!usable_) {
    socket_ = RawSocket(port_);
    buffer_.clear();
    usable_ = true;
  }
  // A refusal may come, and the connection end, before all is sent: then the answer is what counts.
  send(write_request(method, target, body, headers));
  for (;;) {
    auto answer = read_answer(method == "HEAD");
    if (answer.status >= 200) return answer;
  }
}

bool HttpClient::fill(Deadline deadline) {
  switch (socket_.receive(buffer_, deadline)) {
    case RawSocket::Event::bytes:
      return true;
    case RawSocket::Event::timeout:
      throw std::runtime_error("no whole answer in time; received: '" + buffer_ + "'");
    case RawSocket::Event::end:
    case RawSocket::Event::broken:
      break;
  }
  usable_ = false;
  return false;
}

std::string HttpClient::take_line(Deadline deadline) {
  for (;;) {
    if (const auto end = buffer_.find("\r\n"); end != std::string::npos) {
      auto line = buffer_.substr(0, end);
      buffer_.erase(0, end + 2);
      return line;
    }
    if (!fill(deadline)) throw std::runtime_error("the connection ended within an answer: '" + buffer_ + "'");
  }
}

void HttpClient::take(std::size_t count, std::string& into, Deadline deadline) {
  while (buffer_.size() < count) {
    if (!fill(deadline)) throw std::runtime_error("the connection ended within a body of " + std::to_string(count));
  }
  into.append(buffer_, 0, count);
  buffer_.erase(0, count);
}

void HttpClient::take_chunks(HttpAnswer& answer, Deadline deadline) {
  for (;;) {
    const auto line = take_line(deadline);
    const auto size = number(std::string_view(line).substr(0, line.find(';')), 16);
    take(size, answer.body, deadline);
    if (size == 0) break;
    if (!take_line(deadline).empty()) throw std::runtime_error("a chunk is longer than its size");
  }
  while (!take_line(deadline).empty()) continue;
}

void HttpClient::take_body(HttpAnswer& answer, Deadline deadline) {
  if (answer.header("transfer-encoding") == "chunked") return take_chunks(answer, deadline);
  if (answer.has("content-length")) return take(number(answer.header("content-length"), 10), answer.body, deadline);
  while (fill(deadline)) continue;
  answer.body = std::exchange(buffer_, {});
}

std::optional<HttpAnswer> HttpClient::read_answer_or_end(bool to_head) {
  const auto deadline = std::chrono::steady_clock::now() + limit_;
  while (buffer_.empty()) {
    if (!fill(deadline)) return std::nullopt;
  }
  HttpAnswer answer;
  read_status_line(take_line(deadline), answer);
  for (auto line = take_line(deadline); !line.empty(); line = take_line(deadline)) {
    const auto colon = line.find(": ");
    if (colon == std::string::npos) throw std::runtime_error("'" + line + "' is not a header");
    answer.headers.emplace_back(lower(std::string_view(line).substr(0, colon)), line.substr(colon + 2));
  }
  const bool has_body = !to_head && answer.status >= 200 && answer.status != 204 && answer.status != 304;
  if (has_body) take_body(answer, deadline);
  if (answer.status >= 200 && !answer.keeps_alive()) usable_ = false;
  return answer;
}

HttpAnswer HttpClient::read_answer(bool to_head) {
  auto answer = read_answer_or_end(to_head);
  if (!answer) throw std::runtime_error("the connection ended without an answer");
  return *std::move(answer);
}

bool HttpClient::ends() {
  const auto deadline = std::chrono::steady_clock::now() + limit_;
  while (buffer_.empty()) {
    const auto event = socket_.receive(buffer_, deadline);
    if (event == RawSocket::Event::timeout) return false;
    if (event != RawSocket::Event::bytes) return true;
  }
  return false;
}

bool HttpClient::is_silent_for(std::chrono::milliseconds time) {
  return buffer_.empty() &&
         socket_.receive(buffer_, std::chrono::steady_clock::now() + time) == RawSocket::Event::timeout;
}

}  // namespace tagwerk::test
