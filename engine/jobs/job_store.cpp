#include "engine/jobs/job_store.hpp"

#include <string>
#include <utility>

#include "engine/access/role.hpp"
#include "engine/core/text.hpp"
#include "engine/storage/id_list.hpp"

namespace tagwerk::jobs {
namespace {

std::string select_where(std::string_view condition) {
  std::string sql(
      "select id, organization_id, event_id, kind, status, title, token_name, role, token_id, request_id, input, progress, "
      "result_id, outcome, attempts, cancel_requested, created_at, updated_at, started_at, finished_at, version from jobs where ");
  return sql.append(condition);
}

Job read_job(storage::Row& row) {
  Job job;
  job.id = row.next<JobId>();
  job.organization = row.next<core::OrganizationId>();
  job.event = row.next<core::EventId>();
  job.kind = row.next<std::string>();
  job.status = storage::stored(parse_job_status(row.next<std::string>()));
  job.title = row.next<std::optional<std::string>>();
  job.principal.organization = job.organization;
  job.principal.name = row.next<std::string>();
  job.principal.role = storage::stored(access::parse_role(row.next<std::string>()));
  job.principal.token = row.next<std::optional<core::TokenId>>();
  job.request_id = row.next<std::string>();
  job.input = core::figures_of_lines(row.next<std::string>());
  job.progress = core::figures_of_lines(row.next<std::string>());
  job.result = row.next<std::optional<core::Uuid>>();
  job.outcome = row.next<std::optional<std::string>>();
  job.attempts = row.next<int>();
  job.cancel_requested = row.next<bool>();
  job.created_at = row.next<core::Instant>();
  job.updated_at = row.next<core::Instant>();
  job.started_at = row.next<std::optional<core::Instant>>();
  job.finished_at = row.next<std::optional<core::Instant>>();
  job.version = row.next<std::int64_t>();
  return job;
}

void end(storage::Transaction& tx, const JobId& id, JobStatus status, const std::optional<std::string>& outcome,
         core::Instant now) {
  tx.execute(
      "update jobs set status = :status, outcome = :outcome, runner = null, heartbeat_at = null, finished_at = :now, "
      "updated_at = :now, version = version + 1 where id = :id",
      {{"status", to_text(status)}, {"outcome", outcome}, {"now", now}, {"id", id}});
}

constexpr std::string_view is_to_be_run = "(status = 'queued' or (status = 'running' and heartbeat_at < :silent))";

// Organizations take turns: one job of each, then the second ones; first is whose last job was begun longest ago, or never. Read
// without locks, so that runners do not wait for each other.
std::vector<JobId> next_jobs(storage::Transaction& tx, core::Instant silent_since) {
  constexpr std::string_view most = "50";  // there are never so many runners at one moment
  return tx.select(
      "select id from (select id, row_number() over (partition by organization_id order by id) as place, (select "
      "max(l.started_at) from jobs l where l.organization_id = jobs.organization_id) as last_begun from jobs where " +
          std::string(is_to_be_run) + ") waiting order by place, last_begun, id limit " + std::string(most),
      {{"silent", silent_since}}, [](storage::Row& row) { return row.next<JobId>(); });
}

}  // namespace

void insert_job(storage::Transaction& tx, const Job& job) {
  storage::write_references([&] {
    tx.execute(
        "insert into jobs (id, organization_id, event_id, kind, status, title, token_name, role, token_id, request_id, "
        "input, progress, attempts, version, created_at, updated_at) values (:id, :org, :event, :kind, 'queued', "
        ":title, :name, :role, :token, :request, :input, '', 0, :version, :created, :created)",
        {{"id", job.id},
         {"org", job.organization},
         {"event", job.event},
         {"kind", job.kind},
         {"title", job.title},
         {"name", job.principal.name},
         {"role", access::to_text(job.principal.role)},
         {"token", job.principal.token},
         {"request", job.request_id},
         {"input", core::to_lines(job.input)},
         {"version", job.version},
         {"created", job.created_at}});
  });
}

std::optional<Job> find_job(storage::Transaction& tx, const core::OrganizationId& organization, const JobId& id,
                            storage::Lock lock) {
  return tx.select_one(storage::locked(select_where("id = :id and organization_id = :org"), lock),
                       {{"id", id}, {"org", organization}}, read_job);
}

core::Page<Job> list_jobs(storage::Transaction& tx, const core::OrganizationId& organization, const JobFilter& filter,
                          const core::PageRequest& page) {
  storage::Query query{select_where("organization_id = :org"), {{"org", organization}}};
  if (filter.event) query.also("event_id = :event", "event", *filter.event);
  if (filter.status) query.also("status = :status", "status", to_text(*filter.status));
  return storage::list_rows(tx, std::move(query), "", page, read_job);
}

std::map<JobId, Job> load_jobs(storage::Transaction& tx, const std::set<JobId>& ids) {
  std::map<JobId, Job> jobs;
  if (ids.empty()) return jobs;
  for (auto& job : tx.select(select_where("id in ") + storage::IdList(ids).sql(), {}, read_job))
    jobs.emplace(job.id, std::move(job));
  return jobs;
}

std::int64_t count_waiting(storage::Transaction& tx, const core::OrganizationId& organization) {
  return tx
      .scalar<std::int64_t>(
          "select count(*) from jobs where organization_id = :org and status in ('queued', 'running')",
          {{"org", organization}})
      .value_or(0);
}

std::int64_t count_waiting_of(storage::Transaction& tx, const core::EventId& event) {
  return tx
      .scalar<std::int64_t>("select count(*) from jobs where event_id = :event and status in ('queued', 'running')",
                            {{"event", event}})
      .value_or(0);
}

std::optional<Job> claim_job(storage::Transaction& tx, const core::Uuid& runner, core::Instant now,
                             core::Instant silent_since) {
  for (const auto& id : next_jobs(tx, silent_since)) {
    auto job = tx.select_one(select_where("id = :id and ") + std::string(is_to_be_run) + " for update skip locked",
                             {{"id", id}, {"silent", silent_since}}, read_job);
    if (!job) continue;  // somebody else has it
    if (job->cancel_requested) {
      end(tx, job->id, JobStatus::cancelled, std::nullopt, now);
      continue;
    }
    if (job->attempts >= max_attempts) {
      end(tx, job->id, JobStatus::failed,
          "It was begun " + std::to_string(job->attempts) + " times, and each time the process that ran it ended.",
          now);
      continue;
    }
    tx.execute(
        "update jobs set status = 'running', runner = :runner, heartbeat_at = :now, started_at = :now, progress = '', "
        "attempts = attempts + 1, updated_at = :now, version = version + 1 where id = :id",
        {{"runner", runner}, {"now", now}, {"id", job->id}});
    job->status = JobStatus::running;
    ++job->attempts;
    return job;
  }
  return std::nullopt;
}

bool beat(storage::Transaction& tx, const JobId& id, const core::Uuid& runner, const core::Figures& progress,
          core::Instant now, bool& cancel) {
  // Only what is news makes a new version; the columns are set from left to right.
  const auto matched = tx.execute(
      "update jobs set heartbeat_at = :now, updated_at = case when progress = :progress then updated_at else :now end, "
      "version = version + (progress <> :progress), progress = :progress where id = :id and runner = :runner",
      {{"now", now}, {"progress", core::to_lines(progress)}, {"id", id}, {"runner", runner}});
  if (matched == 0) return false;
  cancel = tx.scalar<bool>("select cancel_requested from jobs where id = :id", {{"id", id}}).value_or(false);
  return true;
}

std::optional<bool> lock_if_run_by(storage::Transaction& tx, const JobId& id, const core::Uuid& runner) {
  return tx.scalar<bool>("select cancel_requested from jobs where id = :id and runner = :runner for update",
                         {{"id", id}, {"runner", runner}});
}

bool finish_job(storage::Transaction& tx, const JobId& id, const core::Uuid& runner, JobStatus status,
                const std::optional<core::Uuid>& result, const std::optional<std::string>& outcome, core::Instant now) {
  const auto words =
      outcome && outcome->size() > max_outcome_bytes ? std::optional(core::cut(*outcome, max_outcome_bytes)) : outcome;
  return tx.execute(
             "update jobs set status = :status, result_id = :result, outcome = :outcome, runner = null, heartbeat_at = "
             "null, finished_at = :now, updated_at = :now, version = version + 1 where id = :id and runner = :runner",
             {{"status", to_text(status)},
              {"result", result},
              {"outcome", words},
              {"now", now},
              {"id", id},
              {"runner", runner}}) > 0;
}

void give_back(storage::Transaction& tx, const JobId& id, const core::Uuid& runner, core::Instant now) {
  tx.execute(
      "update jobs set status = 'queued', runner = null, heartbeat_at = null, started_at = null, attempts = attempts - "
      "1, updated_at = :now, version = version + 1 where id = :id and runner = :runner",
      {{"now", now}, {"id", id}, {"runner", runner}});
}

std::int64_t forget_jobs(storage::Transaction& tx, core::Instant finished_before, int most) {
  return tx.execute(
      "delete from jobs where status in ('done', 'failed', 'cancelled') and finished_at < :before order by id limit " +
          std::to_string(most),
      {{"before", finished_before}});
}

void request_cancel(storage::Transaction& tx, const JobId& id, core::Instant now) {
  tx.execute("update jobs set cancel_requested = 1, updated_at = :now, version = version + 1 where id = :id",
             {{"now", now}, {"id", id}});
}

void cancel_queued(storage::Transaction& tx, const JobId& id, core::Instant now) {
  end(tx, id, JobStatus::cancelled, std::nullopt, now);
}

}  // namespace tagwerk::jobs
