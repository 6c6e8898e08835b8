// Purpose: which of what is kept of a trip's travellers is kept no longer (trip_requirements.hpp), for the jobs that delete it.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::trips {

inline constexpr const char* latest_zone = "Pacific/Kiritimati";  // UTC+14: no day begins earlier

struct Over {
  bool documents = false;  // passports and visas
  bool health = false;     // dietary needs, emergency contacts, insurances, incidents
};
/// Of an event that is not there nothing is over.
[[nodiscard]] Over what_is_over(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::EventId& event, core::Instant now);

/// Of nobody's request: what the audit trail calls `retention`.
[[nodiscard]] access::Call retention_call(const core::OrganizationId& organization, core::Instant now);

}  // namespace tagwerk::trips
