// Purpose: runs jobs, one after the other, on a thread of its own beside the server. Several processes on one database share the
// queue: a job runs at one of them, which says so by its heartbeat; when that stops, another begins it anew. The result of a job
// and its end are one unit of work, so a job that was taken over is not done twice. Organizations take turns. Jobs that ended
// keep_finished_days ago are forgotten.
// Units: milliseconds. Errors: what a job throws ends it as failed, with the details in the log only; a database that is away
// is waited for. Thread-safety: any thread; the destructor asks the job at hand to stop and gives it back to the queue.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/jobs/job.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::jobs {

/// What a job may ask and say while it runs; from any thread.
class JobControl {
 public:
  /// It was cancelled, somebody else has taken it over, or the process ends.
  [[nodiscard]] bool should_stop() const noexcept { return stop_; }
  /// How far it is; what was said last is kept.
  void report(core::Figures progress);

 private:
  friend class JobRunner;
  std::atomic<bool> stop_ = false;
  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> is_lost_ = false;  // others may have taken it over
  mutable std::mutex mutex_;
  core::Figures progress_;
};

/// How a job ends: a unit of work that writes the result and says what it is.
struct Ended {
  std::optional<core::Uuid> result = std::nullopt;
  std::optional<std::string> outcome = std::nullopt;  // in words
  bool has_failed = false;
};

class JobRunner {
 public:
  /// Works without a unit of work, and answers what is to be done in the last one.
  using Finish = std::function<Ended(storage::Transaction&)>;
  using Work = std::function<Finish(const Job&, JobControl&)>;

  struct Pace {
    std::chrono::milliseconds look_every{500};  // for new jobs of other processes
    std::chrono::milliseconds beat_every{500};  // progress and heartbeat
    std::chrono::milliseconds silent_after{15'000};
    std::chrono::milliseconds forget_every{3'600'000};
  };

  JobRunner(storage::Database& database, const core::Clock& clock, std::map<std::string, Work> kinds, Pace pace);
  ~JobRunner();
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  /// There may be a new job: it is not waited for the next look.
  void wake();
  /// Somebody wants the job at hand to end, if it is this one.
  void cancel(const JobId& id);

 private:
  void work();
  [[nodiscard]] std::optional<Job> claim();
  void forget_old();
  void run(const Job& job);
  /// Progress and heartbeat, until the job is over.
  void keep_alive(const Job& job, JobControl& control, const std::atomic<bool>& is_over);
  void end(const Job& job, const JobControl& control, const Finish& finish);
  void pause(std::chrono::milliseconds time);

  storage::Database* database_;
  const core::Clock* clock_;
  std::map<std::string, Work> kinds_;
  Pace pace_;
  core::Uuid runner_;
  std::optional<std::chrono::steady_clock::time_point> forgot_at_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool has_news_ = false;
  bool is_stopping_ = false;
  JobControl* current_ = nullptr;
  std::optional<JobId> current_id_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace tagwerk::jobs
