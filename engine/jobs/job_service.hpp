// Purpose: what services do with jobs (submit), and organisers (read, cancel). A job is asked for by a service of its kind.
// Errors: core::not_found (job, event), too_many_jobs, job_is_over. Thread-safety: any thread.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "engine/access/call.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/jobs/job.hpp"
#include "engine/jobs/job_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::jobs {

class JobRunner;

struct NewJob {
  std::string kind;
  std::optional<std::string> title = {};
  core::Figures input = {};
};

class JobService {
 public:
  explicit JobService(storage::Database& database) : database_(&database) {}

  /// Inside a unit of work of the caller's.
  [[nodiscard]] core::Result<Job> submit(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                         const NewJob& wanted);
  [[nodiscard]] core::Result<Job> find(const access::Call& call, const JobId& id);
  [[nodiscard]] core::Result<core::Page<Job>> list(const access::Call& call, const JobFilter& filter,
                                                   const core::PageRequest& page);
  /// One that waits is cancelled at once, one that runs a moment later.
  [[nodiscard]] core::Result<Job> cancel(const access::Call& call, const JobId& id);

  /// The runner of this process, if it has one: it hears of new jobs and of cancellations at once.
  void attach(JobRunner* runner) noexcept { runner_ = runner; }

 private:
  storage::Database* database_;
  std::atomic<JobRunner*> runner_ = nullptr;
};

}  // namespace tagwerk::jobs
