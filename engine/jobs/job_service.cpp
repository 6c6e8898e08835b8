#include "engine/jobs/job_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/refusals.hpp"
#include "engine/jobs/job_runner.hpp"
#include "engine/jobs/jobs_errors.hpp"

namespace tagwerk::jobs {

namespace refusals = core::refusals;

core::Result<Job> JobService::submit(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                     const NewJob& wanted) {
  if (count_waiting(tx, call.principal.organization) >= max_waiting_per_organization)
    return core::fail(too_many_jobs, {{"max", std::to_string(max_waiting_per_organization)}});
  Job job;
  job.id = JobId::make(call.now);
  job.organization = call.principal.organization;
  job.event = event;
  job.kind = wanted.kind;
  job.title = wanted.title;
  job.principal = call.principal;
  job.request_id = call.request_id;
  job.input = wanted.input;
  job.created_at = job.updated_at = call.now;
  job.version = core::first_version(call.now);
  insert_job(tx, job);
  audit::record(tx, call,
                {.object_kind = "job",
                 .object = job.id.uuid,
                 .action = "created",
                 .changes = {{"kind", std::nullopt, job.kind}, {"event_id", std::nullopt, event.text()}}});
  tx.on_commit([this] {
    if (auto* runner = runner_.load()) runner->wake();
  });
  return job;
}

core::Result<Job> JobService::find(const access::Call& call, const JobId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Job> {
    auto job = find_job(tx, call.principal.organization, id);
    if (!job) return refusals::not_found("job", id.text());
    return *std::move(job);
  });
}

core::Result<core::Page<Job>> JobService::list(const access::Call& call, const JobFilter& filter,
                                               const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Job>> {
    return list_jobs(tx, call.principal.organization, filter, page);
  });
}

core::Result<Job> JobService::cancel(const access::Call& call, const JobId& id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Job> {
    const auto job = find_job(tx, call.principal.organization, id, storage::Lock::for_update);
    if (!job) return refusals::not_found("job", id.text());
    if (is_over(job->status)) return core::fail(job_is_over, {{"status", std::string(to_text(job->status))}});
    if (job->cancel_requested) return *job;
    if (job->status == JobStatus::queued) {
      cancel_queued(tx, id, call.now);
    } else {
      request_cancel(tx, id, call.now);
      tx.on_commit([this, id] {
        if (auto* runner = runner_.load()) runner->cancel(id);
      });
    }
    audit::record(tx, call, {.object_kind = "job", .object = id.uuid, .action = "cancelled", .changes = {}});
    return find_job(tx, call.principal.organization, id).value();
  });
}

}  // namespace tagwerk::jobs
