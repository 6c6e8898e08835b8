// Purpose: the job that deletes what is kept of travellers no longer than it is needed: passport and visas, and dietary needs,
// emergency contact and insurance, each its number of days after the return (trip_requirements.hpp); and at once all that was said of
// who does not come any more, or of somebody else than who is named now. What remains is the registration. The audit trail says
// which kind of data went.
// Errors: whatever keeps one profile from going is thrown; the next call goes on behind it.
// Thread-safety: one thread; several processes.
#pragma once

#include <cstddef>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::trips {

class TravellerKeeper {
 public:
  explicit TravellerKeeper(storage::Database& database) : database_(&database) {}

  /// Looks at most at `limit` profiles, each in a unit of work of its own. Whether there are more.
  [[nodiscard]] bool delete_due(core::Instant now, std::size_t limit);

 private:
  storage::Database* database_;
  core::ParticipantId last_;  // what was looked at last, in the order of ids
};

}  // namespace tagwerk::trips
