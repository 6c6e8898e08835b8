// Purpose: who follows jobs is told when they change, wherever they run: one look at the database for all who follow, a few times a
// second, on a thread that the first of them starts.
// Bounds: max_followers at once, and max_followers_of_organization of each; one is told at most max_follow_time long. Units: milliseconds.
// Errors: too_many_streams; a database that is away is waited for. Thread-safety: any thread; the destructor drops all who follow.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/jobs/job.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::jobs {

struct WatchPace {
  std::chrono::milliseconds look_every{250};
  std::chrono::milliseconds sign_of_life_after{5'000};  // where nothing has changed
};

class JobWatch {
 public:
  static constexpr std::size_t max_followers = 200;
  static constexpr std::size_t max_followers_of_organization = 50;
  static constexpr std::chrono::minutes max_follow_time{60};

  /// Of the job as it is; nullptr: nothing has changed for a while. False: it is not wanted any more. Not called again, and let go,
  /// after the job is over. On the watch's thread.
  using Tell = std::function<bool(const Job*)>;

  explicit JobWatch(storage::Database& database, WatchPace pace = {}) : database_(&database), pace_(pace) {}
  ~JobWatch();
  JobWatch(const JobWatch&) = delete;
  JobWatch& operator=(const JobWatch&) = delete;

  /// The job is told of at once, as `now`.
  [[nodiscard]] core::Result<> follow(const Job& now, Tell tell);
  [[nodiscard]] std::size_t followers() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Follower {
    JobId job;
    core::OrganizationId organization;
    std::int64_t version;
    Clock::time_point since;
    Clock::time_point told_at;
    Tell tell;
  };
  void work();
  void look(std::vector<Follower>& followers);

  storage::Database* database_;
  WatchPace pace_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Follower> followers_;
  std::vector<core::OrganizationId> looked_at_;  // whose those are that the thread has with it
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace tagwerk::jobs
