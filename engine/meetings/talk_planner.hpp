// Purpose: makes a plan of an event's talks: reads what is known of one moment, has the solver search for as long as it may, has its
// plan judged, and writes it as a draft. A job of the kind `talk_plan` (jobs/job_runner.hpp).
// Input figures: time_limit_ms, seed, threads (1 or 2), require_all (0 or 1). Progress: the parts of the best score so far, and of
// the bound as bound_….
// Errors: what cannot be planned is told in the job's outcome. Thread-safety: any thread.
#pragma once

#include <string_view>

#include "engine/jobs/job_runner.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

inline constexpr std::string_view talk_plan_job = "talk_plan";
inline constexpr std::string_view time_limit_figure = "time_limit_ms";
inline constexpr std::string_view seed_figure = "seed";
inline constexpr std::string_view threads_figure = "threads";
inline constexpr std::string_view require_all_figure = "require_all";

class TalkPlanner {
 public:
  TalkPlanner(storage::Database& database, const core::Clock& clock) : database_(&database), clock_(&clock) {}

  [[nodiscard]] jobs::JobRunner::Finish operator()(const jobs::Job& job, jobs::JobControl& control) const;

 private:
  storage::Database* database_;
  const core::Clock* clock_;
};

}  // namespace tagwerk::meetings
