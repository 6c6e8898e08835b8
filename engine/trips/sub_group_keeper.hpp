// Purpose: the job that deletes what is kept of travellers and groups no longer than it is needed: wishes and names when the days of
// health data are over (trip_requirements.hpp); and at once all of who does not come any more, or of somebody else than is named now.
// What remains is which head was in which group, without a name beside the registration's.
// Errors: whatever keeps one row from going is thrown; the next call goes on behind it.
// Thread-safety: one thread; several processes.
#pragma once

#include <cstddef>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::trips {

class SubGroupKeeper {
 public:
  explicit SubGroupKeeper(storage::Database& database) : database_(&database) {}

  /// Looks at most at `limit` travellers, each in a unit of work of its own. Whether there are more.
  [[nodiscard]] bool delete_due(core::Instant now, std::size_t limit);

 private:
  storage::Database* database_;
  core::ParticipantId last_;  // what was looked at last, in the order of ids
};

}  // namespace tagwerk::trips
