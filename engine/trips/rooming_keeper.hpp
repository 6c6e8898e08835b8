// Purpose: the job that deletes what is kept of travellers for rooms, with what is kept of health: `health_days_after_return` after the
// return (trip_requirements.hpp); at once of who does not come any more, or of somebody else than who is named now. Rooms stay.
// Errors: whatever keeps one from going is thrown; the next call goes on behind it. Thread-safety: one thread; several processes.
#pragma once

#include <cstddef>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::trips {

class RoomingKeeper {
 public:
  explicit RoomingKeeper(storage::Database& database) : database_(&database) {}

  /// Looks at most at `limit` travellers, each in a unit of work of its own. Whether there are more.
  [[nodiscard]] bool delete_due(core::Instant now, std::size_t limit);

 private:
  storage::Database* database_;
  core::ParticipantId last_;  // who was looked at last, in the order of ids
};

}  // namespace tagwerk::trips
