// Purpose: what the jobs that delete what is kept of travellers no longer have in common: when a trip's days are over
// (trip_requirements.hpp), and one step of such a job. Which rows may be due says kept_store.hpp.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/kept_store.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {

struct ReturnDays {
  core::Date returns_on;
  core::Date today;  // in the event's zone
  TripRequirements requirements;
};
/// Of an event that is there.
[[nodiscard]] std::optional<ReturnDays> days_of_trip(storage::Transaction& tx, const core::OrganizationId& organization,
                                                     const core::EventId& event, core::Instant now);

struct Over {
  bool documents = false;  // passports and visas
  bool health = false;     // dietary needs, emergency contacts, insurances, rooming, wishes, incidents
};
/// Of an event that is not there nothing is over.
[[nodiscard]] Over what_is_over(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::EventId& event, core::Instant now);

/// Of nobody's request: what the audit trail calls `retention`.
[[nodiscard]] access::Call retention_call(const core::OrganizationId& organization, core::Instant now);

/// What `list(tx)` gives is looked at by `look(tx, one)`, each in a unit of work of its own. `last` becomes the id of the one before it
/// is looked at, so that the next call goes on behind one that throws, and none at the end of the list. Whether there may be more.
template <class Id, class List, class IdOf, class Look>
[[nodiscard]] bool look_at_some(storage::Database& database, Id& last, std::size_t limit, List&& list, IdOf&& id_of,
                                Look&& look) {
  const auto some = database.read(list);
  for (const auto& one : some) {
    last = id_of(one);
    database.transact(nullptr, [&](storage::Transaction& tx) {
      look(tx, one);
      return true;
    });
  }
  if (some.size() == limit) return true;
  last = {};
  return false;
}

/// The same of participants.
template <class List, class Look>
[[nodiscard]] bool look_at_some(storage::Database& database, core::ParticipantId& last, std::size_t limit, List&& list,
                                Look&& look) {
  return look_at_some(
      database, last, limit, list, [](const Kept& kept) { return kept.participant; }, look);
}

}  // namespace tagwerk::trips
