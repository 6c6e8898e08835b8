// Purpose: one request and its answer, while more than one thread may know of it: the connection that waits, the worker that
// handles it, and whoever holds a deferred reply's `done`. Only the first answer counts.
// Errors: an answer that never comes, because the handler threw or dropped `done`, shows as take_answer() == nullopt.
// Thread-safety: `request` is const while a worker may run; deliver() and abandon() by any thread; the rest by the connection.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "api/http/application.hpp"
#include "api/server/worker_pool.hpp"

namespace tagwerk::server {

class Turn final : public Job, public std::enable_shared_from_this<Turn> {
 public:
  /// `wake` is called once per answered turn, from any thread, unless the turn was abandoned.
  Turn(http::Application& application, std::function<void()> wake)
      : application_(&application), wake_(std::move(wake)) {}

  http::Request request;
  http::Timing timing;

  /// On a worker: asks the application; the answer arrives now or, deferred, later.
  void run() noexcept override;
  /// False when too many wait already.
  [[nodiscard]] bool submit(WorkerPool& workers);
  /// Without a worker. True.
  bool defer(const http::Deferred& deferred) noexcept;

  void deliver(std::optional<http::Response> answer) noexcept;
  /// Whatever is delivered from now on goes nowhere.
  void abandon() noexcept;
  /// After wake(): nullopt when the handler failed to answer.
  [[nodiscard]] std::optional<http::Response> take_answer() noexcept;

 private:
  http::Application* application_;
  std::function<void()> wake_;
  std::chrono::steady_clock::time_point submitted_at_{};
  std::mutex mutex_;
  bool answered_ = false;
  std::optional<http::Response> answer_;
};

}  // namespace tagwerk::server
