// Purpose: how beds are kept, by hand or by a plan. Errors: core::not_found (lodging); storage errors are thrown.
// Thread-safety: as the Transaction. Locks: the caller has the event alone.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/rooming_reader.hpp"

namespace tagwerk::trips {

[[nodiscard]] core::Result<Lodging> lodging_in(const TripRooming& trip, const std::string& key);
/// In the place of those that the lodging had, in `read` too, with a further version; nothing where they are the same.
void keep_beds(storage::Transaction& tx, const access::Call& call, const core::EventId& event, ReadRooming& read,
               const std::string& lodging, std::vector<Bed> beds);

}  // namespace tagwerk::trips
