#include "engine/trips/incident_keeper.hpp"

#include <string>

#include "engine/audit/audit.hpp"
#include "engine/trips/incident_store.hpp"
#include "engine/trips/retention.hpp"

namespace tagwerk::trips {
namespace {

void delete_due_of(storage::Transaction& tx, const TripWithIncidents& trip, core::Instant now) {
  if (!what_is_over(tx, trip.organization, trip.event, now).health) return;
  const auto gone = remove_incidents_of(tx, trip.event);
  if (gone == 0) return;
  audit::record(tx, retention_call(trip.organization, now),
                {.object_kind = "event",
                 .object = trip.event.uuid,
                 .action = "trip_incidents_expired",
                 .changes = {{"incidents", std::to_string(gone), std::nullopt}}});
}

}  // namespace

bool IncidentKeeper::delete_due(core::Instant now, std::size_t limit) {
  return look_at_some(
      *database_, last_, limit, [&](storage::Transaction& tx) { return list_trips_with_incidents(tx, last_, limit); },
      [](const TripWithIncidents& trip) { return trip.event; },
      [&](storage::Transaction& tx, const TripWithIncidents& trip) { delete_due_of(tx, trip, now); });
}

}  // namespace tagwerk::trips
