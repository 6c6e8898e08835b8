// Purpose: who asks for the trend of a series waits here, without holding a thread, for one computation that answers all who
// wait for the same series.
// Rules: a computation answers whoever asked before it began, and whoever asks while it runs unless the figures have changed
//   since (AttendanceCache::serves); those wait together for the next one. Series take turns.
// Bounds: max_computing computations run at once, each on a thread of the queue's own and with one database connection;
//   max_waiting askers wait, the next is refused.
// Errors: statistics_busy; what a computation throws is handed to all who waited for it. Thread-safety: any thread; ask()
//   does not block. The destructor lets running computations end and drops who still waits.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/attendance_cache.hpp"
#include "engine/statistics/attendance_service.hpp"

namespace tagwerk::statistics {

class TrendQueue {
 public:
  static constexpr std::size_t max_computing = 2;
  static constexpr std::size_t max_waiting = 4096;

  /// What one computation gave to all who waited for it: the trend of all years, or a refusal, or what it threw.
  struct Computed {
    AttendanceCache::Ticket ticket;
    core::Result<AttendanceTrend> trend;
    std::exception_ptr thrown;
  };
  using Compute = std::function<core::Result<AttendanceTrend>(const access::Call& call, const std::string& series_key)>;
  /// Called exactly once, on a thread of the queue, unless the queue ends before.
  using Done = std::function<void(const Computed&)>;

  TrendQueue(const AttendanceCache& cache, Compute compute) : cache_(&cache), compute_(std::move(compute)) {}
  ~TrendQueue();
  TrendQueue(const TrendQueue&) = delete;
  TrendQueue& operator=(const TrendQueue&) = delete;

  [[nodiscard]] core::Result<> ask(const access::Call& call, const std::string& series_key, Done done);
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Line {
    access::Call call;  // of the first who waits for the next computation
    std::string series_key;
    std::vector<Done> next;
    bool is_running = false;
    AttendanceCache::Ticket ticket;  // of the running one
    std::vector<Done> joined;        // wait for the running one
  };
  void start_threads();
  void work();
  Computed compute(const access::Call& call, const std::string& series_key, const AttendanceCache::Ticket& ticket);

  const AttendanceCache* cache_;
  const Compute compute_;
  mutable std::mutex mutex_;
  std::condition_variable line_waits_;
  std::unordered_map<std::string, Line> lines_;
  std::deque<std::string> turns_;  // keys of the lines that wait for a thread
  std::size_t waiting_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // started by the first who asks
};

}  // namespace tagwerk::statistics
