// Purpose: what one traveller is told of an itinerary: of the items that are not for everybody those to which he is assigned, as soon
// as anybody is, and of an item's groups his own. Errors: none. Thread-safety: pure functions.
#pragma once

#include <map>

#include "engine/core/id.hpp"
#include "engine/trips/itinerary_publication.hpp"
#include "engine/trips/sub_group_store.hpp"

namespace tagwerk::trips {

/// `groups`: of all travellers.
[[nodiscard]] Publication told_to(const core::ParticipantId& traveller, const Publication& told,
                                  const std::map<core::ParticipantId, GroupsOfTraveller>& groups);

}  // namespace tagwerk::trips
