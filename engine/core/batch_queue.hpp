// Purpose: collects jobs that belong together and runs all that wait as one batch; a batch takes all keys of one group that wait,
// so that many little queues cost no more than a long one. Nobody waits for a batch to fill: while one runs, the next one gathers.
//   BatchQueue<EventId, Job> queue(limits, [&](std::vector<Job> jobs, const BatchTurn& turn) { …; return answers; });
//   if (!queue.submit(event, std::move(job))) …            // too many wait
// Order: the jobs of one key are in one batch at a time, in the order of their arrival; unless the rules let two overlap. Then the
// later one may ask, with its turn, to go on behind the earlier.
// `run` answers with what is to be done once the keys are free again (the next batch need not wait for it).
// Bounds: BatchLimits. Errors: std::system_error when no thread can be started; `run` must not throw.
// Thread-safety: any thread. The destructor lets running batches end and drops the jobs that still wait.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
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

/// Of a batch that runs. `wait` returns when the batches that run and took jobs of its keys before are over, or too long: true
/// and false.
struct BatchTurn {
  std::function<bool(std::chrono::milliseconds longest)> wait;
};

template <class Key, class Job, class Hash = std::hash<Key>>
class BatchQueue {
 public:
  using Afterwards = std::function<void()>;
  using Run = std::function<Afterwards(std::vector<Job> jobs, const BatchTurn& turn)>;

  /// Of keys: only those that are together share a batch. Of jobs: what one weighs; it must not throw. Of the moment: may a
  /// second batch of a key begin while one runs?
  struct Rules {
    std::function<bool(const Key&, const Key&)> together = [](const Key&, const Key&) { return true; };
    std::function<std::size_t(const Job&)> weight = [](const Job&) { return std::size_t{1}; };
    std::function<bool()> may_overlap = [] { return false; };
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
      if (!gets_turn(line)) return true;
      line.has_turn = true;
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
  using Batches = std::set<std::uint64_t>;  // by their number, which goes up

  struct Line {
    std::deque<Job> jobs;
    Batches running;
    bool has_turn = false;
  };

  [[nodiscard]] bool gets_turn(const Line& line) const {
    if (line.has_turn || line.jobs.empty()) return false;
    return line.running.empty() || (line.running.size() == 1 && rules_.may_overlap());
  }

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      line_waits_.wait(lock, [this] { return stopping_ || !turns_.empty(); });
      if (stopping_) return;
      std::vector<Key> keys;
      const auto number = next_batch_++;
      Batches earlier;
      auto batch = take(number, keys, earlier);
      lock.unlock();
      auto afterwards =
          run_(std::move(batch),
               BatchTurn{[this, &earlier](std::chrono::milliseconds longest) { return wait_for(earlier, longest); }});
      lock.lock();
      running_.erase(number);
      for (const auto& key : keys) release(key, number);
      lock.unlock();
      batch_ended_.notify_all();
      afterwards();
      afterwards = nullptr;
      lock.lock();
    }
  }

  [[nodiscard]] bool wait_for(const Batches& earlier, std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    return batch_ended_.wait_for(lock, longest, [&] {
      return std::none_of(earlier.begin(), earlier.end(), [&](auto batch) { return running_.contains(batch); });
    });
  }

  // A line stays where it is while it runs: nobody else erases it.
  std::vector<Job> take(std::uint64_t number, std::vector<Key>& keys, Batches& earlier) {
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
      earlier.insert(line.running.begin(), line.running.end());
      line.running.insert(number);
      line.has_turn = false;
      keys.push_back(key);
      while (!line.jobs.empty() && fits(line.jobs.front())) {
        weight += rules_.weight(line.jobs.front());
        batch.push_back(std::move(line.jobs.front()));
        line.jobs.pop_front();
      }
      if (!gets_turn(line)) continue;
      line.has_turn = true;
      left.push_back(std::move(key));
    }
    turns_ = std::move(left);
    if (!turns_.empty()) line_waits_.notify_one();
    waiting_ -= batch.size();
    running_.insert(number);
    return batch;
  }

  void release(const Key& key, std::uint64_t number) {
    auto& line = lines_.at(key);
    line.running.erase(number);
    if (line.jobs.empty() && line.running.empty()) {
      lines_.erase(key);
      return;
    }
    if (!gets_turn(line)) return;
    line.has_turn = true;
    turns_.push_back(key);
    line_waits_.notify_one();
  }

  const BatchLimits limits_;
  const Run run_;
  const Rules rules_;
  mutable std::mutex mutex_;
  std::condition_variable line_waits_;
  std::condition_variable batch_ended_;
  std::unordered_map<Key, Line, Hash> lines_;
  std::deque<Key> turns_;  // lines that wait for a thread
  std::uint64_t next_batch_ = 1;
  Batches running_;
  std::size_t waiting_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // started by the first job
};

}  // namespace tagwerk::core
