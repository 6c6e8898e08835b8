#include "api/resources/jobs.hpp"

#include <memory>
#include <span>
#include <string>
#include <utility>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/event_stream.hpp"
#include "api/resources/figures_form.hpp"
#include "api/resources/resolver.hpp"
#include "engine/jobs/job_service.hpp"
#include "engine/jobs/job_watch.hpp"
#include "engine/jobs/jobs_errors.hpp"

namespace tagwerk::jobs {

static std::span<const json::EnumName<JobStatus>> enum_names(json::Tag<JobStatus>) {
  static const auto names = json::names_from_text(all_job_statuses);
  return names;
}

}  // namespace tagwerk::jobs

namespace tagwerk::resources {
namespace {

using jobs::Job;
using jobs::JobId;
using jobs::JobService;
using jobs::JobStatus;
using jobs::JobWatch;
using pipeline::Exchange;
using pipeline::QueryParameter;

constexpr const char* all_jobs = "/api/v1/jobs";
constexpr const char* one_job = "/api/v1/jobs/{job_id}";

struct JobDto {
  JobId id;
  core::EventId event;
  std::string kind;
  std::optional<std::string> title;
  JobStatus status = JobStatus::queued;
  FiguresDto input;
  FiguresDto progress;
  std::optional<core::Uuid> result;
  std::optional<std::string> outcome;
  std::int64_t attempts = 0;
  bool cancel_requested = false;
  core::Instant created_at;
  core::Instant updated_at;
  std::optional<core::Instant> started_at;
  std::optional<core::Instant> finished_at;
};
const json::Object<JobDto>& shape(json::Tag<JobDto>) {
  static const auto object =
      json::Object<JobDto>("Job", "Work that takes longer than a request")
          .required("id", &JobDto::id)
          .required("event_id", &JobDto::event)
          .required("kind", &JobDto::kind, json::about("talk_plan: a plan of the event's talks"))
          .nullable("title", &JobDto::title)
          .required("status", &JobDto::status)
          .required("input", &JobDto::input, json::about("What was asked for"))
          .required("progress", &JobDto::progress,
                    json::about("Of talk_plan: the parts of the best plan's score so far, and with bound_ before them "
                                "what no plan can be better than"))
          .nullable("result_id", &JobDto::result, json::about("Of talk_plan: the plan, once it is done"))
          .nullable("outcome", &JobDto::outcome, json::about("In words: what came of it, or why it failed"))
          .required("attempts", &JobDto::attempts, json::about("How often it was begun: anew when a server ended"))
          .required("cancel_requested", &JobDto::cancel_requested)
          .required("created_at", &JobDto::created_at)
          .required("updated_at", &JobDto::updated_at)
          .nullable("started_at", &JobDto::started_at)
          .nullable("finished_at", &JobDto::finished_at);
  return object;
}

JobDto to_dto(const Job& job) {
  return {.id = job.id,
          .event = job.event,
          .kind = job.kind,
          .title = job.title,
          .status = job.status,
          .input = {job.input},
          .progress = {job.progress},
          .result = job.result,
          .outcome = job.outcome,
          .attempts = job.attempts,
          .cancel_requested = job.cancel_requested,
          .created_at = job.created_at,
          .updated_at = job.updated_at,
          .started_at = job.started_at,
          .finished_at = job.finished_at};
}

std::string event_of(const Job& job) {
  return server_sent_event(is_over(job.status) ? "end" : "progress", json::to_json(to_dto(job)), job.version);
}

core::Result<http::Response> follow(JobService& service, JobWatch& watch, Exchange& x) {
  const auto id = x.id<JobId>("job_id");
  if (!id) return id.error();
  const auto job = service.find(x.call(), *id);
  if (!job) return job.error();
  return stream_events(x, [&watch, &found = *job](const std::shared_ptr<EventTeller>& teller) {
    return watch.follow(found, [teller](const Job* now) {
      return now == nullptr ? teller->show_life() : teller->tell(event_of(*now));
    });
  });
}

core::Result<http::Response> list(JobService& service, Exchange& x) {
  const auto status = x.text("status");
  const auto page = service.list(x.call(),
                                 {.event = x.query_id<core::EventId>("event_id"),
                                  .status = status ? jobs::parse_job_status(*status) : std::nullopt},
                                 x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Job& job) { return to_dto(job); });
}

core::Result<http::Response> answer(const core::Result<Job>& job) {
  if (!job) return job.error();
  return pipeline::ok(to_dto(*job), job->version);
}

}  // namespace

http::Response accepted(const Job& job) {
  auto response = pipeline::json_response(202, json::to_json(to_dto(job)));
  response.with("location", std::string(all_jobs) + "/" + job.id.text());
  return response;
}

json::SchemaSource job_schema() { return json::schema<JobDto>(); }

pipeline::Resolver job_resolver(JobService& service) {
  return resolver_of<JobId>("job",
                            [&service](const access::Call& call, const JobId& id) { return service.find(call, id); });
}

void add_jobs_routes(pipeline::RouteTable& table, JobService& service, JobWatch& watch) {
  table.push_back({.method = http::Method::get,
                   .pattern = all_jobs,
                   .operation_id = "listJobs",
                   .tag = "jobs",
                   .summary = "Jobs, oldest first",
                   .roles = access::staff_and_viewers,
                   .query = pipeline::list_parameters(
                       {{.name = "event_id", .kind = QueryParameter::Kind::id, .description = "Of that event"},
                        {.name = "status",
                         .kind = QueryParameter::Kind::choice,
                         .description = "In that state",
                         .choices = choices_of(jobs::all_job_statuses)}}),
                   .answers = {{200, "A page of jobs", pipeline::list_schema<JobDto>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_job,
                   .operation_id = "getJob",
                   .tag = "jobs",
                   .summary = "One job: how far it is, or what came of it",
                   .roles = access::staff_and_viewers,
                   .answers = {{200, "The job", json::schema<JobDto>()}},
                   .handle = [&service](Exchange& x) -> core::Result<http::Response> {
                     const auto id = x.id<JobId>("job_id");
                     if (!id) return id.error();
                     return answer(service.find(x.call(), *id));
                   }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/jobs/{job_id}/events",
                   .operation_id = "followJob",
                   .tag = "jobs",
                   .summary = "The news of a job as server-sent events, until it is over",
                   .description =
                       "Events `progress`, and `end` as the last one; the data of each is the job. A client "
                       "that reads too slowly is let go; so are all when the server ends. At most 200 follow "
                       "at once, each for at most an hour.",
                   .roles = access::staff_and_viewers,
                   .answers = {{200, "The stream", {}, event_stream}},
                   .errors = {&storage::too_many_streams},
                   .never_304 = true,
                   .handle = [&service, &watch](Exchange& x) { return follow(service, watch, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = "/api/v1/jobs/{job_id}/cancellation",
                   .operation_id = "cancelJob",
                   .tag = "jobs",
                   .summary = "Cancel a job: one that waits at once, one that runs a moment later",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::no_members(),
                   .answers = {{200, "The job", json::schema<JobDto>()}},
                   .errors = {&jobs::job_is_over},
                   .handle = [&service](Exchange& x) -> core::Result<http::Response> {
                     const auto id = x.id<JobId>("job_id");
                     if (!id) return id.error();
                     if (const auto body = x.body<pipeline::NoMembers>(); !body) return body.error();
                     return answer(service.cancel(x.call(), *id));
                   }});
}

}  // namespace tagwerk::resources
