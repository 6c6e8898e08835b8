#include "api/server/turn.hpp"

#include <spdlog/spdlog.h>

#include <exception>

namespace tagwerk::server {
namespace {

std::chrono::microseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
}

// All copies of `done` share one of these: when the last is gone, nobody can answer any more.
struct Promise {
  explicit Promise(std::shared_ptr<Turn> whose) : turn(std::move(whose)) {}
  ~Promise() { turn->deliver(std::nullopt); }
  Promise(const Promise&) = delete;
  Promise& operator=(const Promise&) = delete;
  std::shared_ptr<Turn> turn;
};

}  // namespace

void Turn::run() noexcept {
  timing.queued = since(submitted_at_);
  const auto start = std::chrono::steady_clock::now();
  try {
    auto reply = application_->handle(request);
    timing.handled = since(start);
    if (auto* answer = std::get_if<http::Response>(&reply)) return deliver(std::move(*answer));
    defer(std::get<http::Deferred>(reply));
  } catch (const std::exception& e) {
    spdlog::error("request {}: the handler threw: {}", request.request_id, e.what());
    deliver(std::nullopt);
  } catch (...) {
    spdlog::error("request {}: the handler threw something that is no std::exception", request.request_id);
    deliver(std::nullopt);
  }
}

bool Turn::submit(WorkerPool& workers) {
  submitted_at_ = std::chrono::steady_clock::now();
  return workers.try_submit(shared_from_this());
}

bool Turn::defer(const http::Deferred& deferred) noexcept {
  try {
    auto promise = std::make_shared<Promise>(shared_from_this());
    deferred.start(
        [promise = std::move(promise)](http::Response answer) { promise->turn->deliver(std::move(answer)); });
  } catch (const std::exception& e) {
    spdlog::error("request {}: the handler threw: {}", request.request_id, e.what());
    deliver(std::nullopt);
  } catch (...) {
    spdlog::error("request {}: the handler threw something that is no std::exception", request.request_id);
    deliver(std::nullopt);
  }
  return true;
}

void Turn::deliver(std::optional<http::Response> answer) noexcept {
  const std::lock_guard lock(mutex_);
  if (answered_) return;
  answered_ = true;
  answer_ = std::move(answer);
  // Under the lock, so that abandon() returns only when nobody is about to touch the connection.
  if (wake_) wake_();
}

void Turn::abandon() noexcept {
  const std::lock_guard lock(mutex_);
  answered_ = true;
  wake_ = nullptr;
}

std::optional<http::Response> Turn::take_answer() noexcept {
  const std::lock_guard lock(mutex_);
  return std::move(answer_);
}

}  // namespace tagwerk::server
