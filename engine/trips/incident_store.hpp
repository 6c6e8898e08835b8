// Purpose: SQL of incidents (schema: trip_incidents). Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: who writes one has its event shared first.
#pragma once

#include <optional>
#include <vector>

#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/trips/incident.hpp"

namespace tagwerk::trips {

void insert_incident(storage::Transaction& tx, const core::OrganizationId& organization, const Incident& incident);
void update_incident(storage::Transaction& tx, const Incident& incident);
[[nodiscard]] std::optional<Incident> find_incident(storage::Transaction& tx, const core::EventId& event,
                                                    const IncidentId& id, storage::Lock lock);
[[nodiscard]] core::Page<Incident> list_incidents(storage::Transaction& tx, const core::EventId& event,
                                                  const core::PageRequest& page);
[[nodiscard]] std::vector<Incident> load_incidents_about(storage::Transaction& tx,
                                                         const core::ParticipantId& participant);
/// How many there were.
std::int64_t remove_incidents_about(storage::Transaction& tx, const core::ParticipantId& participant);
std::int64_t remove_incidents_of(storage::Transaction& tx, const core::EventId& event);

struct TripWithIncidents {
  core::EventId event;
  core::OrganizationId organization;
};
/// In the order of ids behind `after`.
[[nodiscard]] std::vector<TripWithIncidents> list_trips_with_incidents(storage::Transaction& tx,
                                                                       const core::EventId& after, std::size_t limit);

}  // namespace tagwerk::trips
