// Purpose: the job that deletes the incidents of trips when what travellers said of their health is kept no longer
// (trip_requirements.hpp): they may be about that. The audit trail says that they went.
// Errors: whatever keeps those of one trip from going is thrown; the next call goes on behind it.
// Thread-safety: one thread; several processes.
#pragma once

#include <cstddef>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::trips {

class IncidentKeeper {
 public:
  explicit IncidentKeeper(storage::Database& database) : database_(&database) {}

  /// Looks at most at `limit` trips, each in a unit of work of its own. Whether there are more.
  [[nodiscard]] bool delete_due(core::Instant now, std::size_t limit);

 private:
  storage::Database* database_;
  core::EventId last_;  // what was looked at last, in the order of ids
};

}  // namespace tagwerk::trips
