#include "api/server/worker_pool.hpp"

#include <utility>

namespace tagwerk::server {

WorkerPool::WorkerPool(int threads, std::size_t queue_limit)
    : thread_count_(static_cast<std::size_t>(threads)), queue_limit_(queue_limit) {
  try {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  } catch (...) {
    stop();
    throw;
  }
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::try_submit(std::shared_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    const auto idle = thread_count_ - busy_;
    if (stopping_ || queue_.size() >= queue_limit_ + idle) return false;
    queue_.push_back(std::move(job));
  }
  job_waits_.notify_one();
  return true;
}

void WorkerPool::stop() {
  std::deque<std::shared_ptr<Job>> dropped;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(queue_);
  }
  job_waits_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

std::size_t WorkerPool::queued() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

std::size_t WorkerPool::busy() const {
  const std::lock_guard lock(mutex_);
  return busy_;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    job_waits_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    auto job = std::move(queue_.front());
    queue_.pop_front();
    ++busy_;
    lock.unlock();
    job->run();
    job.reset();
    lock.lock();
    --busy_;
  }
}

}  // namespace tagwerk::server
