// Purpose: who follows jobs is told when they change, wherever they run. Bounds, errors, thread-safety: engine/storage/watch.hpp.
#pragma once

#include "engine/jobs/job.hpp"
#include "engine/storage/watch.hpp"

namespace tagwerk::jobs {

using storage::WatchPace;

class JobWatch : public storage::WatchLimits {
 public:
  using Tell = storage::Watch<JobId, Job>::Tell;

  explicit JobWatch(storage::Database& database, WatchPace pace = {});

  /// The job is told of at once, as `now`; not after it is over.
  [[nodiscard]] core::Result<> follow(const Job& now, Tell tell) {
    return watch_.follow(now.organization, now.id, now, std::move(tell));
  }
  [[nodiscard]] std::size_t followers() const { return watch_.followers(); }

 private:
  storage::Watch<JobId, Job> watch_;
};

}  // namespace tagwerk::jobs
