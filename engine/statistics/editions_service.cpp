#include "engine/statistics/editions_service.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/series_store.hpp"
#include "engine/statistics/editions_store.hpp"
#include "engine/statistics/event_facts_store.hpp"
#include "engine/statistics/vendors_store.hpp"

namespace tagwerk::statistics {
namespace {

std::vector<core::CompanyId> partners_of(const EventFacts& event) {
  std::vector<core::CompanyId> partners;
  for (const auto& one : counted_heads(event)) {
    if (one.is_partner) partners.push_back(one.company);
  }
  return partners;
}

}  // namespace

core::Result<SeriesEditions> EditionsService::editions(const access::Call& call, const std::string& series_key,
                                                       std::optional<int> from, std::optional<int> to) {
  if (auto ordered = check_span(from, to); !ordered) return ordered.error();
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<SeriesEditions> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return core::refusals::not_found("series", series_key);
    auto facts = load_edition_facts(tx, series->id, call.now);
    SeriesEditions told{.series_key = series_key, .as_of = call.now, .editions = {}};
    for (const auto& event : load_events(tx, series->id)) {
      if (is_between(event.year, from, to)) told.editions.push_back(edition_of(event, std::move(facts[event.event])));
    }
    std::sort(told.editions.begin(), told.editions.end(), [](const Edition& one, const Edition& other) {
      return std::tie(one.facts.starts_on, one.event) < std::tie(other.facts.starts_on, other.event);
    });
    return told;
  });
}

core::Result<SeriesRetention> EditionsService::retention(const access::Call& call, const std::string& series_key,
                                                         std::optional<int> from, std::optional<int> to) {
  if (auto ordered = check_span(from, to); !ordered) return ordered.error();
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<SeriesRetention> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return core::refusals::not_found("series", series_key);
    const auto facts = load_edition_facts(tx, series->id, call.now);
    std::vector<RetentionEvent> events;
    for (const auto& event : load_events(tx, series->id)) {
      if (event.progress == Progress::cancelled) continue;
      events.push_back({.year = event.year,
                        .starts_on = facts.at(event.event).starts_on,
                        .complete = is_complete(event),
                        .companies = partners_of(event)});
    }
    SeriesRetention told{.series_key = series_key, .as_of = call.now, .years = {}};
    const auto elsewhere = load_first_elsewhere(tx, call.principal.organization, series->id);
    for (auto& year : count_retention(events, load_complete_years(tx, series->id), elsewhere)) {
      if (is_between(year.year, from, to)) told.years.push_back(year);
    }
    return told;
  });
}

}  // namespace tagwerk::statistics
