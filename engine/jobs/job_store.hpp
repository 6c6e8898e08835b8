// Purpose: SQL of jobs (schema: jobs). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/jobs/job.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::jobs {

struct JobFilter {
  std::optional<core::EventId> event;
  std::optional<JobStatus> status;
};

void insert_job(storage::Transaction& tx, const Job& job);
[[nodiscard]] std::optional<Job> find_job(storage::Transaction& tx, const core::OrganizationId& organization,
                                          const JobId& id, storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Job> list_jobs(storage::Transaction& tx, const core::OrganizationId& organization,
                                        const JobFilter& filter, const core::PageRequest& page);
/// Those of these that there are, whoever's.
[[nodiscard]] std::map<JobId, Job> load_jobs(storage::Transaction& tx, const std::set<JobId>& ids);
/// That wait or run.
[[nodiscard]] std::int64_t count_waiting(storage::Transaction& tx, const core::OrganizationId& organization);
/// That wait or run for that event.
[[nodiscard]] std::int64_t count_waiting_of(storage::Transaction& tx, const core::EventId& event);

/// The one that has waited longest of the organization whose turn it is, or one that runs at a process of which nothing was heard
/// since `silent_since`; from now on it runs at `runner`. One that has failed to end too often fails; one that was to be cancelled is.
[[nodiscard]] std::optional<Job> claim_job(storage::Transaction& tx, const core::Uuid& runner, core::Instant now,
                                           core::Instant silent_since);
/// False: it does not run there any more. Otherwise whether it is to be cancelled is told in `cancel`.
[[nodiscard]] bool beat(storage::Transaction& tx, const JobId& id, const core::Uuid& runner,
                        const core::Figures& progress, core::Instant now, bool& cancel);
/// Nobody else takes it over until the end of the unit of work; whether it is to be cancelled. nullopt: it runs elsewhere, or not at
/// all.
[[nodiscard]] std::optional<bool> lock_if_run_by(storage::Transaction& tx, const JobId& id, const core::Uuid& runner);
/// Whether it was still that runner's.
bool finish_job(storage::Transaction& tx, const JobId& id, const core::Uuid& runner, JobStatus status,
                const std::optional<core::Uuid>& result, const std::optional<std::string>& outcome, core::Instant now);
/// Back to those that wait, as if it had not been begun.
void give_back(storage::Transaction& tx, const JobId& id, const core::Uuid& runner, core::Instant now);
/// How many.
std::int64_t forget_jobs(storage::Transaction& tx, core::Instant finished_before, int most);
void request_cancel(storage::Transaction& tx, const JobId& id, core::Instant now);
/// One that waits.
void cancel_queued(storage::Transaction& tx, const JobId& id, core::Instant now);

}  // namespace tagwerk::jobs
