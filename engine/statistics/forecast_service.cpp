#include "engine/statistics/forecast_service.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/series_store.hpp"
#include "engine/forecast/pickup.hpp"
#include "engine/statistics/attendance_store.hpp"
#include "engine/statistics/curve_store.hpp"
#include "engine/statistics/event_forecast_store.hpp"

namespace tagwerk::statistics {

namespace refusals = core::refusals;

namespace {

bool is_over(events::EventStatus status, core::Date ends_on, core::Date today) {
  return status == events::EventStatus::completed || ends_on < today;
}

// What is known of all events of a series, in portions that are read once.
class Known {
 public:
  Known(storage::Transaction& tx, core::Instant now) : tx_(&tx), now_(now) {}

  [[nodiscard]] core::Date today_in(const std::string& zone) const { return core::local_date(now_, zone).value(); }

  const EventFacts* facts_of(const core::SeriesId& series, const core::EventId& event) {
    auto [at, is_new] = facts_.try_emplace(series);
    if (is_new) {
      for (auto& one : load_events(*tx_, series)) {
        const auto id = one.event;
        at->second.emplace(id, std::move(one));
      }
    }
    const auto found = at->second.find(event);
    return found == at->second.end() ? nullptr : &found->second;
  }

  // Of these, those that are over.
  std::vector<KnownEdition> editions(const std::vector<EditionRow>& rows) {
    std::set<core::EventId> ids;
    for (const auto& row : rows) ids.insert(row.event);
    auto days = load_days(*tx_, ids);
    std::vector<KnownEdition> result;
    result.reserve(rows.size());
    for (const auto& row : rows) {
      if (!is_over(row.status, row.ends_on, today_in(row.time_zone))) continue;
      KnownEdition edition{
          .event = row.event, .series = row.series, .starts_on = row.starts_on, .curve = {}, .came = {}};
      if (const auto found = days.find(row.event); found != days.end()) edition.curve = curve_of(found->second);
      if (const auto* facts = facts_of(row.series, row.event)) tell(edition, *facts);
      result.push_back(std::move(edition));
    }
    return result;
  }

  static void tell(KnownEdition& edition, const EventFacts& facts) {
    const auto years = combine(std::span(&facts, 1), {});
    if (years.empty()) return;
    const auto& figures = years.front().figures;
    edition.came = {.participants = figures.participants, .companies = figures.companies};
    edition.is_watched = !facts.checked_in.empty();
  }

 private:
  storage::Transaction* tx_;
  core::Instant now_;
  std::map<core::SeriesId, std::map<core::EventId, EventFacts>> facts_;
};

// Recorded figures of years of which no event is kept stand for its edition, where a year has just one.
std::vector<KnownEdition> recorded_editions(storage::Transaction& tx, const events::Event& event,
                                            const std::vector<EditionRow>& rows) {
  std::set<int> years{event.edition_year};
  for (const auto& row : rows) {
    if (!years.insert(row.edition_year).second) return {};
  }
  std::vector<KnownEdition> editions;
  for (const auto& [year, record] : load_year_records(tx, event.series)) {
    if (years.contains(year) || year >= event.edition_year) continue;
    const auto back = boost::gregorian::years(event.edition_year - year);
    editions.push_back({.event = {},
                        .series = event.series,
                        .starts_on = event.starts_on - back,
                        .curve = {},
                        .came = {.participants = record.figures.participants, .companies = record.figures.companies}});
  }
  return editions;
}

// Of a year that has an event and a record, the record counts (attendance.hpp).
void correct(std::vector<KnownEdition>& editions, const std::vector<EditionRow>& rows, const YearRecords& records) {
  std::map<int, int> events_of;
  std::map<core::EventId, int> year_of;
  for (const auto& row : rows) {
    ++events_of[row.edition_year];
    year_of.emplace(row.event, row.edition_year);
  }
  for (auto& edition : editions) {
    const auto year = year_of.at(edition.event);
    const auto found = records.find(year);
    if (found == records.end() || events_of[year] != 1) continue;
    if (found->second.figures.participants) edition.came.participants = found->second.figures.participants;
    if (found->second.figures.companies) edition.came.companies = found->second.figures.companies;
  }
}

UnitFigures places_of(storage::Transaction& tx, const core::EventId& event, const Curve& curve) {
  // Pools count all heads, partners' and vendors'; what vendors have is gone.
  const auto last = curve.empty() ? CurvePoint{} : curve.back();
  UnitFigures places;
  for (const auto& pool : events::load_pools(tx, event)) {
    const auto limit = pool.places();
    if (!limit) continue;
    if (pool.key == "participants") places.participants = std::max(last.net, *limit - last.vendor_heads);
    if (pool.key == "companies") places.companies = std::max(last.companies, *limit - last.vendors);
  }
  return places;
}

EventForecast forecast_in(storage::Transaction& tx, Known& known, const events::Event& event) {
  ForecastFacts facts;
  facts.today = known.today_in(event.time_zone);
  facts.event.event = event.id;
  facts.event.series = event.series;
  facts.event.starts_on = event.starts_on;
  facts.event.curve = curve_of(load_days(tx, event.id));
  const bool cancelled = event.status == events::EventStatus::cancelled;
  facts.standing = cancelled                                        ? Standing::cancelled
                   : event.status == events::EventStatus::completed ? Standing::over
                                                                    : Standing::not_over;
  if (facts.standing == Standing::over) {
    if (const auto* own = known.facts_of(event.series, event.id)) Known::tell(facts.event, *own);
  }
  if (facts.standing != Standing::not_over) return forecast_of(facts);
  const auto let_in = count_let_in(tx, event.id);
  facts.let_in = let_in.participants;
  facts.companies_let_in = let_in.companies;
  facts.places = places_of(tx, event.id, facts.event.curve);
  const auto rows = list_editions_before(tx, event, max_editions_learnt_from);
  facts.editions = known.editions(rows);
  correct(facts.editions, rows, load_year_records(tx, event.series));
  for (auto& edition : recorded_editions(tx, event, rows)) facts.editions.push_back(std::move(edition));
  if (facts.editions.size() < forecast::least_events)
    facts.others = known.editions(list_others_before(tx, event, max_other_events_learnt_from));
  return forecast_of(facts);
}

}  // namespace

core::Result<EventForecast> ForecastService::event(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<EventForecast> {
    const auto event = events::find_event(tx, call.principal.organization, id);
    if (!event) return refusals::not_found("event", id.text());
    Known known(tx, call.now);
    auto forecast = forecast_in(tx, known, *event);
    forecast.series_key = event->series_key;
    return forecast;
  });
}

core::Result<YearForecast> ForecastService::year(const access::Call& call, const std::string& series_key, int year) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<YearForecast> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return refusals::not_found("series", series_key);
    YearForecast result{.year = year, .complete = false, .events = 0, .events_over = 0, .participants = {}};
    const auto years = combine(load_events(tx, series->id), load_year_records(tx, series->id));
    const auto own = std::ranges::find(years, year, &AttendanceYear::year);
    const auto ids = list_events_of_year(tx, series->id, year, max_events_of_a_year);
    result.events = static_cast<std::int64_t>(ids.size());
    if (own != years.end() && own->complete) {
      result.complete = true;
      result.events_over = result.events;
      if (own->figures.participants)
        result.participants =
            forecast::certain(static_cast<double>(*own->figures.participants), forecast::Method::actual);
      return result;
    }
    if (ids.empty()) {
      const auto trend = trend_of(years, year);
      if (trend.method != forecast::Method::none) result.participants = trend;
      return result;
    }
    Known known(tx, call.now);
    std::vector<forecast::Estimate> estimates;
    const auto of_year = events::find_events(tx, call.principal.organization, {ids.begin(), ids.end()});
    for (const auto& id : ids) {
      const auto found = of_year.find(id);
      if (found == of_year.end()) continue;
      const auto forecast = forecast_in(tx, known, found->second);
      if (forecast.complete) ++result.events_over;
      if (forecast.participants) estimates.push_back(forecast.participants->estimate);
    }
    if (!estimates.empty()) result.participants = sum_of(estimates);
    return result;
  });
}

}  // namespace tagwerk::statistics
