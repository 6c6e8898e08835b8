#include "engine/trips/trip.hpp"

#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/series_store.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::trips {

core::Result<events::Event> find_trip(storage::Transaction& tx, const access::Call& call, const core::EventId& id,
                                      storage::Lock lock) {
  auto event = events::find_event(tx, call.principal.organization, id, lock);
  if (!event) return core::refusals::not_found("event", id.text());
  const auto series = events::find_series_by_key(tx, call.principal.organization, event->series_key);
  if (!series || series->kind != events::SeriesKind::study_trip)
    return core::fail(not_a_study_trip, {{"event", id.text()}, {"series", event->series_key}});
  return std::move(*event);
}

}  // namespace tagwerk::trips
