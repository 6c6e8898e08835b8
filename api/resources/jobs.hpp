// Purpose: /jobs: work that takes longer than a request, how far it is, and its news as server-sent events.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"
#include "engine/jobs/job.hpp"

namespace tagwerk::jobs {
class JobService;
class JobWatch;
}  // namespace tagwerk::jobs

namespace tagwerk::resources {

/// 202 with the job and where it is found.
[[nodiscard]] http::Response accepted(const jobs::Job& job);
[[nodiscard]] json::SchemaSource job_schema();

void add_jobs_routes(pipeline::RouteTable& table, jobs::JobService& service, jobs::JobWatch& watch);
[[nodiscard]] pipeline::Resolver job_resolver(jobs::JobService& service);

}  // namespace tagwerk::resources
