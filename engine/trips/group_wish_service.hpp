// Purpose: which groups a traveller wishes, said by organizers and his own company; travellers of others are not there.
// Rules: wishes are of the person who was named when they were said. Wishes for items that the caller is not told of stay. Who wishes to
// take part in an item no more leaves its group, unless he was fixed there.
// Errors: core::not_found (event, traveller), not_a_study_trip, core::validation_failed, traveller_not_named,
// core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/sub_group.hpp"

namespace tagwerk::trips {

class GroupWishService {
 public:
  explicit GroupWishService(storage::Database& database) : database_(&database) {}

  /// Wishes as far as the caller is told of the items.
  [[nodiscard]] core::Result<GroupTraveller> find(const access::Call& call, const core::EventId& event,
                                                  const core::ParticipantId& participant);
  [[nodiscard]] core::Result<GroupTraveller> put(const access::Call& call, const core::EventId& event,
                                                 const core::ParticipantId& participant,
                                                 const std::vector<GroupWish>& wishes,
                                                 const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
