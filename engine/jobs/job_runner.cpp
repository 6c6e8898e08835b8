#include "engine/jobs/job_runner.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

#include "engine/jobs/job_store.hpp"

namespace tagwerk::jobs {
namespace {

boost::posix_time::time_duration duration_of(std::chrono::milliseconds time) {
  return boost::posix_time::milliseconds(time.count());
}

}  // namespace

void JobControl::report(core::Figures progress) {
  const std::lock_guard lock(mutex_);
  progress_ = std::move(progress);
}

JobRunner::JobRunner(storage::Database& database, const core::Clock& clock, std::map<std::string, Work> kinds,
                     Pace pace)
    : database_(&database),
      clock_(&clock),
      kinds_(std::move(kinds)),
      pace_(pace),
      runner_(core::Uuid::make(clock.now())),
      thread_([this] { work(); }) {}

JobRunner::~JobRunner() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    if (current_ != nullptr) current_->stop_ = true;
  }
  woken_.notify_all();
  thread_.join();
}

void JobRunner::wake() {
  {
    const std::lock_guard lock(mutex_);
    has_news_ = true;
  }
  woken_.notify_all();
}

void JobRunner::cancel(const JobId& id) {
  const std::lock_guard lock(mutex_);
  if (current_ == nullptr || current_id_ != id) return;
  current_->cancelled_ = true;
  current_->stop_ = true;
}

void JobRunner::pause(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, time, [this] { return is_stopping_ || has_news_; });
  has_news_ = false;
}

void JobRunner::work() {
  bool is_failing = false;
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (is_stopping_) return;
    }
    std::optional<Job> job;
    try {
      job = claim();
      if (job) run(*job);
      forget_old();
      is_failing = false;
    } catch (const std::exception& error) {
      if (!std::exchange(is_failing, true)) spdlog::error("jobs cannot be run: {}", error.what());
      job.reset();
    }
    if (!job) pause(pace_.look_every);
  }
}

std::optional<Job> JobRunner::claim() {
  return database_->transact(nullptr, [&](storage::Transaction& tx) {
    const auto now = clock_->now();
    return claim_job(tx, runner_, now, now - duration_of(pace_.silent_after));
  });
}

void JobRunner::forget_old() {
  constexpr int most_at_once = 1'000;
  const auto now = std::chrono::steady_clock::now();
  if (forgot_at_ && now - *forgot_at_ < pace_.forget_every) return;
  const auto before = clock_->now() - boost::gregorian::days(keep_finished_days);
  const auto forgotten =
      database_->transact(nullptr, [&](storage::Transaction& tx) { return forget_jobs(tx, before, most_at_once); });
  if (forgotten < most_at_once) forgot_at_ = now;
}

void JobRunner::run(const Job& job) {
  JobControl control;
  {
    const std::lock_guard lock(mutex_);
    current_ = &control;
    current_id_ = job.id;
    if (is_stopping_) control.stop_ = true;
  }
  std::atomic<bool> is_over = false;
  std::optional<Finish> finish;
  std::string failure;
  {
    const std::jthread heart([&] { keep_alive(job, control, is_over); });
    try {
      const auto kind = kinds_.find(job.kind);
      if (kind == kinds_.end()) {
        failure = "This version knows no jobs of the kind '" + job.kind + "'.";
      } else {
        finish = kind->second(job, control);
      }
    } catch (const std::exception& error) {
      spdlog::error("job {} ({}): {}", job.id.text(), job.kind, error.what());
      failure = "It failed for a reason that the log knows; the job's id leads to it.";
    }
    is_over = true;
    woken_.notify_all();
  }
  {
    const std::lock_guard lock(mutex_);
    current_ = nullptr;
    current_id_.reset();
  }
  end(job, control,
      finish.value_or([&](storage::Transaction&) { return Ended{.outcome = failure, .has_failed = true}; }));
}

void JobRunner::keep_alive(const Job& job, JobControl& control, const std::atomic<bool>& is_over) {
  auto last_heard = std::chrono::steady_clock::now();
  while (!is_over) {
    {
      std::unique_lock lock(mutex_);
      woken_.wait_for(lock, pace_.beat_every, [&] { return is_over.load(); });
    }
    if (is_over) return;
    core::Figures progress;
    {
      const std::lock_guard lock(control.mutex_);
      progress = control.progress_;
    }
    try {
      bool cancel = false;
      const bool is_ours = database_->transact(nullptr, [&](storage::Transaction& tx) {
        return beat(tx, job.id, runner_, progress, clock_->now(), cancel);
      });
      last_heard = std::chrono::steady_clock::now();
      if (cancel) control.cancelled_ = true;
      if (!is_ours) control.is_lost_ = true;
      if (cancel || !is_ours) control.stop_ = true;
    } catch (const std::exception&) {
      // Others may take it over now, so it is not ours any more.
      if (std::chrono::steady_clock::now() - last_heard > pace_.silent_after) control.is_lost_ = control.stop_ = true;
    }
  }
}

void JobRunner::end(const Job& job, const JobControl& control, const Finish& finish) {
  bool is_stopping = false;
  {
    const std::lock_guard lock(mutex_);
    is_stopping = is_stopping_;
  }
  const auto now = clock_->now();
  const auto fail = [&](storage::Transaction& tx, const std::string& words) {
    return finish_job(tx, job.id, runner_, JobStatus::failed, {}, words, now);
  };
  try {
    database_->transact(nullptr, [&](storage::Transaction& tx) {
      const auto cancel = lock_if_run_by(tx, job.id, runner_);
      if (!cancel) return false;
      if (*cancel || control.cancelled_) return finish_job(tx, job.id, runner_, JobStatus::cancelled, {}, {}, now);
      if (control.is_lost_ || (is_stopping && control.stop_)) {
        give_back(tx, job.id, runner_, now);
        return true;
      }
      const auto ended = finish(tx);
      const auto status = ended.has_failed ? JobStatus::failed : JobStatus::done;
      return finish_job(tx, job.id, runner_, status, ended.result, ended.outcome, now);
    });
  } catch (const storage::Unavailable&) {
    throw;
  } catch (const storage::OutcomeUnknown&) {
    throw;
  } catch (const std::exception& error) {
    // What fails once will fail again: it ends here.
    spdlog::error("job {} ({}): {}", job.id.text(), job.kind, error.what());
    database_->transact(nullptr, [&](storage::Transaction& tx) {
      return fail(tx, "Its result could not be stored; the log knows why, and the job's id leads to it.");
    });
  }
}

}  // namespace tagwerk::jobs
