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
  const auto trips =
      database_->read([&](storage::Transaction& tx) { return list_trips_with_incidents(tx, last_, limit); });
  for (const auto& trip : trips) {
    last_ = trip.event;
    database_->transact(nullptr, [&](storage::Transaction& tx) {
      delete_due_of(tx, trip, now);
      return true;
    });
  }
  if (trips.size() == limit) return true;
  last_ = {};
  return false;
}

}  // namespace tagwerk::trips
