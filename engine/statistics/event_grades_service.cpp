#include "engine/statistics/event_grades_service.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/access/role.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/series_store.hpp"
#include "engine/statistics/event_facts_store.hpp"
#include "engine/statistics/event_grades_store.hpp"
#include "engine/trips/trip_budget_service.hpp"
#include "engine/trips/trip_feedback_store.hpp"
#include "engine/trips/trip_price_store.hpp"

namespace tagwerk::statistics {
namespace {

template <class Row>
void sort_by_first_day(std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& one, const Row& other) {
    return std::tie(one.event.starts_on, one.event.event) < std::tie(other.event.starts_on, other.event.event);
  });
}

void add_money(storage::Transaction& tx, const access::Call& call, Trip& trip) {
  const auto& id = trip.event.event;
  if (const auto prices = trips::load_prices(tx, id).prices) trip.price = prices->base;
  if (!access::organizers.contains(call.principal.role)) return;
  const auto event = events::find_event(tx, call.principal.organization, id);
  if (!event) return;
  const auto report = trips::budget_report(tx, *event, call.now);
  if (report.result && report.budget)
    trip.margin = core::Money{.minor = report.result->margin, .currency = report.budget->currency};
}

}  // namespace

core::Result<SeriesGrades> EventGradesService::grades(const access::Call& call, const std::string& series_key,
                                                      std::optional<int> from, std::optional<int> to) {
  if (auto ordered = check_span(from, to); !ordered) return ordered.error();
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<SeriesGrades> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return core::refusals::not_found("series", series_key);
    SeriesGrades told{.series_key = series_key, .kind = series->kind, .events = {}, .years = {}};
    auto graded = load_graded_events(tx, series->id);
    for (const auto& facts : load_events(tx, series->id)) {
      const auto found = graded.find(facts.event);
      if (found == graded.end() || found->second.counts.empty() || !is_between(facts.year, from, to)) continue;
      const auto figures = grade_figures(found->second.counts, count_participants(facts));
      told.events.push_back({.event = std::move(found->second), .figures = figures});
    }
    sort_by_first_day(told.events);
    told.years = grades_by_year(told.events);
    return told;
  });
}

core::Result<std::vector<Trip>> EventGradesService::trips(const access::Call& call, std::optional<int> from,
                                                          std::optional<int> to) {
  if (auto ordered = check_span(from, to); !ordered) return ordered.error();
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<std::vector<Trip>> {
    std::vector<Trip> rows;
    for (const auto& [series, key] : load_trip_series(tx, call.principal.organization)) {
      auto graded = load_graded_events(tx, series);
      for (const auto& facts : load_events(tx, series)) {
        const auto found = graded.find(facts.event);
        if (found == graded.end() || !is_between(facts.year, from, to)) continue;
        Trip trip;
        trip.series_key = key;
        trip.complete = is_complete(facts);
        trip.figures = figures_of(facts);
        trip.grades = feedback::summarize(found->second.counts);
        trip.response_rate = ratio_of(trip.grades.n, count_participants(facts));
        trip.event = std::move(found->second);
        trip.again = trips::again_share(trips::load_again_counts(tx, trip.event.event));
        add_money(tx, call, trip);
        rows.push_back(std::move(trip));
      }
    }
    sort_by_first_day(rows);
    return rows;
  });
}

}  // namespace tagwerk::statistics
