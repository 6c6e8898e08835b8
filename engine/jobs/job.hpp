// Purpose: work that takes longer than a request: what waits, what runs, how far it is, what came of it.
// Shapes: input and progress are numbers with names, whose meaning is the kind's. Errors: none. Thread-safety: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/core/figures.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::jobs {

using JobId = core::Id<struct JobTag>;

inline constexpr std::int64_t max_waiting_per_organization = 50;
inline constexpr int max_attempts = 3;  // a job whose process ended is run again by another
inline constexpr int keep_finished_days = 90;
inline constexpr std::size_t max_outcome_bytes = 16'000;

enum class JobStatus : std::uint8_t { queued, running, done, failed, cancelled };
inline constexpr JobStatus all_job_statuses[] = {JobStatus::queued, JobStatus::running, JobStatus::done,
                                                 JobStatus::failed, JobStatus::cancelled};
[[nodiscard]] std::string_view to_text(JobStatus status) noexcept;
[[nodiscard]] std::optional<JobStatus> parse_job_status(std::string_view text) noexcept;
[[nodiscard]] bool is_over(JobStatus status) noexcept;

struct Job {
  JobId id;
  core::OrganizationId organization;
  core::EventId event;
  std::string kind;
  JobStatus status = JobStatus::queued;
  std::optional<std::string> title;
  access::Principal principal;  // who asked for it: it acts in their name
  std::string request_id;
  core::Figures input;
  core::Figures progress;
  std::optional<core::Uuid> result;    // what it made
  std::optional<std::string> outcome;  // in words: what came of it, or why it failed
  int attempts = 0;
  bool cancel_requested = false;
  core::Instant created_at;
  core::Instant updated_at;
  std::optional<core::Instant> started_at;
  std::optional<core::Instant> finished_at;
  std::int64_t version = 1;

  /// In whose name it acts at that time.
  [[nodiscard]] access::Call call(core::Instant now) const {
    return {.principal = principal, .now = now, .request_id = request_id};
  }
};

}  // namespace tagwerk::jobs
