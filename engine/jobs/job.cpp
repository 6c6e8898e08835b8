#include "engine/jobs/job.hpp"

#include "engine/core/one_of.hpp"

namespace tagwerk::jobs {

std::string_view to_text(JobStatus status) noexcept {
  switch (status) {
    case JobStatus::queued:
      return "queued";
    case JobStatus::running:
      return "running";
    case JobStatus::done:
      return "done";
    case JobStatus::failed:
      return "failed";
    case JobStatus::cancelled:
      break;
  }
  return "cancelled";
}

std::optional<JobStatus> parse_job_status(std::string_view text) noexcept {
  return core::one_of(all_job_statuses, text);
}

bool is_over(JobStatus status) noexcept {
  return status == JobStatus::done || status == JobStatus::failed || status == JobStatus::cancelled;
}

}  // namespace tagwerk::jobs
