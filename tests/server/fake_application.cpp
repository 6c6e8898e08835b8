#include "tests/server/fake_application.hpp"

#include <charconv>

namespace tagwerk::test {
namespace {

constexpr auto patience = std::chrono::seconds(10);

http::Response refusal(int status, std::string code) {
  auto response = text_answer(status, code);
  response.error_code = std::move(code);
  return response;
}

}  // namespace

http::Response text_answer(int status, std::string text) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain";
  response.body = std::move(text);
  return response;
}

http::Admission FakeApplication::admit(const http::RequestHead& head) const {
  if (head.path == "/admit-throws") throw std::runtime_error("on purpose");
  if (head.method == http::Method::put) return {refusal(405, "method_not_allowed").with("allow", "GET, POST"), 0};
  bool known = head.path.starts_with("/status/") || head.path.starts_with("/custom");
  for (const std::string_view path : {"/now", "/now-throws", "/now-gate", "/work", "/gate"})
    known = known || head.path == path;
  if (!known) return {refusal(404, "route_not_found"), 0};
  if (head.path == "/custom/careless") return {std::nullopt, body_limit_bytes};
  if (head.content_length.value_or(0) > body_limit_bytes) return {refusal(413, "body_too_large"), 0};
  return {std::nullopt, body_limit_bytes};
}

std::optional<http::Reply> FakeApplication::try_now(const http::Request& request) {
  if (request.path == "/now-throws") throw std::runtime_error("on purpose");
  if (request.path == "/now-gate") return pass_gate();
  if (request.path != "/now") return std::nullopt;
  return text_answer(200, "now" + (request.query.empty() ? "" : " " + request.query));
}

http::Reply FakeApplication::handle(const http::Request& request) {
  if (request.path.starts_with("/custom")) return handler(request);
  if (request.path.starts_with("/status/")) {
    int status = 0;
    std::from_chars(request.path.data() + 8, request.path.data() + request.path.size(), status);
    return text_answer(status, request.body);
  }
  if (request.path == "/gate") return pass_gate();
  return text_answer(200, request.method == http::Method::post ? request.body : "worked");
}

http::Response FakeApplication::pass_gate() {
  std::unique_lock lock(mutex_);
  ++at_gate_;
  if (!changed_.wait_for(lock, patience, [this] { return open_; })) return text_answer(500, "the gate stayed shut");
  return text_answer(200, "through the gate");
}

http::Response FakeApplication::refuse(int status, std::string_view code, std::string_view detail,
                                       const http::RequestHead*, std::string_view request_id) const {
  auto response = text_answer(status, std::string(code) + ": " + std::string(detail));
  response.error_code = code;
  return std::move(response.with("x-refusal-id", std::string(request_id)));
}

void FakeApplication::answered(const http::Request& request, const http::Response& response, const http::Timing&) {
  const std::lock_guard lock(mutex_);
  const auto what = request.target.empty() ? "-" : std::string(http::to_text(request.method)) + " " + request.path;
  log_.push_back(what + " " + std::to_string(response.status));
  changed_.notify_all();
}

void FakeApplication::open_gate() {
  const std::lock_guard lock(mutex_);
  open_ = true;
  changed_.notify_all();
}

std::vector<std::string> FakeApplication::log() const {
  const std::lock_guard lock(mutex_);
  return log_;
}

bool FakeApplication::wait_for_answers(std::size_t count) const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, patience, [&] { return log_.size() >= count; });
}

RunningServer::RunningServer(const std::function<void(server::ServerSettings&)>& adjust) {
  server::ServerSettings settings;
  settings.worker_threads = 4;
  settings.drain_timeout = std::chrono::seconds(5);
  if (adjust) adjust(settings);
  server_ = std::make_unique<server::Server>(std::move(settings), application);
  thread_ = std::thread([this] { server_->run(); });
}

RunningServer::~RunningServer() { stop(); }

std::chrono::milliseconds RunningServer::stop() {
  const auto start = std::chrono::steady_clock::now();
  server_->drain();
  if (thread_.joinable()) thread_.join();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

bool becomes_true(const std::function<bool()>& condition, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace tagwerk::test
