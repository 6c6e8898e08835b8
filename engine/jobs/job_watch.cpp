#include "engine/jobs/job_watch.hpp"

#include "engine/jobs/job_store.hpp"

namespace tagwerk::jobs {

JobWatch::JobWatch(storage::Database& database, WatchPace pace)
    : watch_(database,
             {.what = "jobs",
              .load = [](storage::Transaction& tx, const std::set<JobId>& ids) { return load_jobs(tx, ids); },
              .has_changed = [](const Job& told, const Job& now) { return told.version != now.version; },
              .is_over = [](const Job& job) { return is_over(job.status); }},
             pace) {}

}  // namespace tagwerk::jobs
