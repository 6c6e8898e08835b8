// Purpose: SQL of what trips ask of their travellers (schema: trip_requirements, trip_deadlines).
// Errors: storage errors are thrown. Thread-safety: as the Transaction. Locks: who changes them has the event alone.
#pragma once

#include <cstdint>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {

struct VersionedRequirements {
  TripRequirements content;
  std::int64_t version = 0;  // 0: nobody has said anything, these are the default
};

[[nodiscard]] VersionedRequirements load_requirements(storage::Transaction& tx, const core::EventId& event);
void save_requirements(storage::Transaction& tx, const core::EventId& event, const VersionedRequirements& requirements,
                       core::Instant now);

}  // namespace tagwerk::trips
