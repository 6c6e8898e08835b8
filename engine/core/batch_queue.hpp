// Purpose: collects jobs that belong together and runs all that wait as one batch: the jobs of one key are in one batch at a
// time, and a batch takes all keys of one group that wait, so that many little queues cost no more than a long one. Nobody waits
// for a batch to fill: while one runs, the next one gathers.
//   BatchQueue<EventId, Job> queue(limits, [&](std::vector<Job> jobs) { …; return answers; });
//   if (!queue.submit(event, std::move(job))) …            // too many wait
// Order: jobs of one key run in the order of their arrival.
// `run` answers with what is to be done once the keys are free again (the next batch need not wait for it).
// Bounds: BatchLimits. Errors: std::system_error when no thread can be started; `run` must not throw.
// Thread-safety: any thread. The destructor lets running batches end and drops the jobs that still wait.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tagwerk::core {

struct BatchLimits {
  std::size_t threads = 2;     // batches at once
  std::size_t batch = 256;     // jobs of one batch
  std::size_t weight = 4000;   // of the jobs of one batch together; a heavier one is a batch of its own
  std::size_t waiting = 4096;  // jobs of all keys together
};

template <class Key, class Job, class Hash = std::hash<Key>>
class BatchQueue {
 public:
  using Afterwards = std::function<void()>;
  using Run = std::function<Afterwards(std::vector<Job> jobs)>;

  /// Of keys: only those that are together share a batch. Of jobs: what one weighs; it must not throw.
  struct Rules {
    std::function<bool(const Key&, const Key&)> together = [](const Key&, const Key&) { return true; };
    std::function<std::size_t(const Job&)> weight = [](const Job&) { return std::size_t{1}; };
  };

  BatchQueue(const BatchLimits& limits, Run run, Rules rules = {})
      : limits_(limits), run_(std::move(run)), rules_(std::move(rules)) {}
  ~BatchQueue() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    line_waits_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  BatchQueue(const BatchQueue&) = delete;
  BatchQueue& operator=(const BatchQueue&) = delete;

  /// False when as many wait as may.
  [[nodiscard]] bool submit(const Key& key, Job job) {
    {
      const std::lock_guard lock(mutex_);
      if (waiting_ >= limits_.waiting) return false;
      while (threads_.size() < limits_.threads) threads_.emplace_back([this] { work(); });
      auto& line = lines_[key];
      line.jobs.push_back(std::move(job));
      ++waiting_;
      if (line.is_running || line.jobs.size() > 1) return true;
      turns_.push_back(key);
    }
    line_waits_.notify_one();
    return true;
  }

  [[nodiscard]] std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
  }

 private:
  struct Line {
    std::deque<Job> jobs;
    bool is_running = false;
  };

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      line_waits_.wait(lock, [this] { return stopping_ || !turns_.empty(); });
      if (stopping_) return;
      std::vector<Key> keys;
      auto batch = take(keys);
      lock.unlock();
      auto afterwards = run_(std::move(batch));
      lock.lock();
      for (const auto& key : keys) release(key);
      lock.unlock();
      afterwards();
      afterwards = nullptr;
      lock.lock();
    }
  }

  // A line stays where it is while it runs: nobody else erases it.
  std::vector<Job> take(std::vector<Key>& keys) {
    std::vector<Job> batch;
    std::deque<Key> left;
    std::size_t weight = 0;
    const auto fits = [&](const Job& job) {
      return batch.empty() || (batch.size() < limits_.batch && weight + rules_.weight(job) <= limits_.weight);
    };
    for (auto& key : turns_) {
      auto& line = lines_.at(key);
      if (!fits(line.jobs.front()) || (!keys.empty() && !rules_.together(keys.front(), key))) {
        left.push_back(std::move(key));
        continue;
      }
      line.is_running = true;
      keys.push_back(std::move(key));
      while (!line.jobs.empty() && fits(line.jobs.front())) {
        weight += rules_.weight(line.jobs.front());
        batch.push_back(std::move(line.jobs.front()));
        line.jobs.pop_front();
      }
    }
    turns_ = std::move(left);
    if (!turns_.empty()) line_waits_.notify_one();
    waiting_ -= batch.size();
    return batch;
  }

  void release(const Key& key) {
    auto& line = lines_.at(key);
    line.is_running = false;
    if (line.jobs.empty()) {
      lines_.erase(key);
      return;
    }
    turns_.push_back(key);
    line_waits_.notify_one();
  }

  const BatchLimits limits_;
  const Run run_;
  const Rules rules_;
  mutable std::mutex mutex_;
  std::condition_variable line_waits_;
  std::unordered_map<Key, Line, Hash> lines_;
  std::deque<Key> turns_;  // lines that wait for a thread
  std::size_t waiting_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // started by the first job
};

}  // namespace tagwerk::core
