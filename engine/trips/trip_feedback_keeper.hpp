// Purpose: the job that ends what is kept of travellers' links and answers no longer than it is needed: links that are dead, or whose
// days after the return are over (personal_link.hpp); comments and who answered, when theirs are (trip_feedback.hpp). Grades and totals
// stay. The audit trail says that it went.
// Errors: whatever keeps one from going is thrown; the next call goes on behind it. Thread-safety: one thread; several processes.
#pragma once

#include <cstddef>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::trips {

class TripFeedbackKeeper {
 public:
  explicit TripFeedbackKeeper(storage::Database& database) : database_(&database) {}

  /// Looks at most at `limit` links and as many answers, each in a unit of work of its own. Whether there are more.
  [[nodiscard]] bool delete_due(core::Instant now, std::size_t limit);

 private:
  bool end_links(core::Instant now, std::size_t limit);
  bool forget_authors(core::Instant now, std::size_t limit);

  storage::Database* database_;
  core::ParticipantId last_link_;  // what was looked at last, in the order of ids
  core::ParticipantId last_answer_;
};

}  // namespace tagwerk::trips
