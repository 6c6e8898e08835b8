#include "engine/statistics/trip_feedback_service.hpp"

#include <algorithm>

#include "engine/access/reading.hpp"
#include "engine/feedback/grade_store.hpp"
#include "engine/statistics/event_facts_store.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_feedback_store.hpp"

namespace tagwerk::statistics {
namespace {

std::optional<std::int64_t> participants_of(storage::Transaction& tx, const events::Event& event) {
  const auto all = load_events(tx, event.series);
  const auto found = std::ranges::find(all, event.id, &EventFacts::event);
  return found == all.end() ? std::nullopt : count_participants(*found);
}

}  // namespace

core::Result<TripFeedbackFigures> TripFeedbackFiguresService::figures(const access::Call& call,
                                                                      const core::EventId& id) {
  using Told = TripFeedbackFigures;
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<Told> {
    const auto event = trips::find_trip(tx, call, id);
    if (!event) return event.error();
    const auto counts = feedback::count_grades(tx, id);
    return Told{.event = id,
                .overall = grade_figures(counts, participants_of(tx, *event)),
                .again = trips::again_share(trips::load_again_counts(tx, id)),
                .items = trips::summaries_of(trips::find_publication(tx, id, {}), trips::load_item_grades(tx, id))};
  });
}

}  // namespace tagwerk::statistics
