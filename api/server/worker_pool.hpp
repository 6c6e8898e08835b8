// Purpose: the bounded bridge from I/O threads to blocking handlers: a fixed number of threads, a queue with a limit.
// Errors: std::system_error when a thread cannot be started; a job must not throw. Thread-safety: any thread, except stop().
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace tagwerk::server {

class Job {
 public:
  virtual ~Job() = default;
  virtual void run() noexcept = 0;
};

class WorkerPool {
 public:
  /// `queue_limit`: jobs that may wait beyond those that a free worker takes at once.
  WorkerPool(int threads, std::size_t queue_limit);
  ~WorkerPool();

  /// false when the queue is full, or after stop().
  [[nodiscard]] bool try_submit(std::shared_ptr<Job> job);
  /// Waits for the jobs that run; those that wait are dropped.
  void stop();

  [[nodiscard]] std::size_t queued() const;
  [[nodiscard]] std::size_t busy() const;

 private:
  void work();

  const std::size_t thread_count_;
  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable job_waits_;
  std::deque<std::shared_ptr<Job>> queue_;
  std::size_t busy_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tagwerk::server
