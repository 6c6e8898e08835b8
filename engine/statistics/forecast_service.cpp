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
#include "engine/statistics/event_facts_store.hpp"
#include "engine/statistics/event_forecast_store.hpp"
#include "engine/statistics/series_of_event.hpp"

namespace tagwerk::statistics {

namespace refusals = core::refusals;

namespace {

// What is known of series: each is read once.
class Known {
 public:
  Known(storage::Transaction& tx, TurnoutMemory& turnouts, core::Instant now)
      : tx_(&tx), turnouts_(&turnouts), now_(now) {}

  [[nodiscard]] core::Date today_in(const std::string& zone) const { return core::local_date(now_, zone).value(); }

  const std::vector<EventFacts>& events_of(const core::SeriesId& series) {
    const auto [at, is_new] = events_.try_emplace(series);
    if (is_new) at->second = load_counted_events(*tx_, series, *turnouts_);
    return at->second;
  }
  const YearRecords& records_of(const core::SeriesId& series) {
    const auto [at, is_new] = records_.try_emplace(series);
    if (is_new) at->second = load_year_records(*tx_, series);
    return at->second;
  }

  // What the event came to.
  void tell(KnownEdition& edition) {
    const auto& events = events_of(edition.series);
    const auto facts = std::ranges::find(events, edition.event, &EventFacts::event);
    if (facts == events.end()) return;
    const auto years = combine(std::span(&*facts, 1), {});
    if (years.empty()) return;
    const auto& figures = years.front().figures;
    edition.came = {.participants = figures.participants, .companies = figures.companies};
    edition.is_watched = !facts->checked_in.empty();
  }

  // Of these, those that are over.
  std::vector<KnownEdition> editions(const std::vector<EditionRow>& rows) {
    std::set<core::EventId> ids;
    for (const auto& row : rows) ids.insert(row.event);
    auto days = load_days(*tx_, ids);
    std::vector<KnownEdition> result;
    result.reserve(rows.size());
    for (const auto& row : rows) {
      if (!events::is_over(row.status, row.ends_on, today_in(row.time_zone))) continue;
      KnownEdition edition{.event = row.event,
                           .series = row.series,
                           .edition_year = row.edition_year,
                           .starts_on = row.starts_on,
                           .curve = {},
                           .came = {}};
      if (const auto found = days.find(row.event); found != days.end()) edition.curve = curve_of(found->second);
      tell(edition);
      result.push_back(std::move(edition));
    }
    return result;
  }

 private:
  storage::Transaction* tx_;
  TurnoutMemory* turnouts_;
  core::Instant now_;
  std::map<core::SeriesId, std::vector<EventFacts>> events_;
  std::map<core::SeriesId, YearRecords> records_;
};

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
  facts.event = {.event = event.id,
                 .series = event.series,
                 .edition_year = event.edition_year,
                 .starts_on = event.starts_on,
                 .curve = curve_of(load_days(tx, event.id)),
                 .came = {}};
  const bool cancelled = event.status == events::EventStatus::cancelled;
  facts.standing = cancelled                                        ? Standing::cancelled
                   : event.status == events::EventStatus::completed ? Standing::over
                                                                    : Standing::not_over;
  if (facts.standing == Standing::over) known.tell(facts.event);
  if (facts.standing != Standing::not_over) return forecast_of(facts);
  const auto let_in = count_let_in(tx, event.id);
  facts.let_in = let_in.participants;
  facts.companies_let_in = let_in.companies;
  facts.places = places_of(tx, event.id, facts.event.curve);
  const auto rows = list_editions_before(tx, event, max_editions_learnt_from);
  facts.editions = known.editions(rows);
  std::vector<int> event_years;
  event_years.reserve(rows.size());
  for (const auto& row : rows) event_years.push_back(row.edition_year);
  add_year_records(facts.editions, facts.event, event_years, known.records_of(event.series));
  const bool of_other_series = facts.editions.size() < forecast::least_events;
  if (of_other_series) facts.others = known.editions(list_others_before(tx, event, max_other_events_learnt_from));
  auto forecast = forecast_of(facts);
  forecast.of_other_series = of_other_series;
  return forecast;
}

}  // namespace

core::Result<std::string> ForecastService::series_of(const access::Call& call, const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return series_of_event(tx, call, event); });
}

core::Result<EventForecast> ForecastService::event(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<EventForecast> {
    const auto event = events::find_event(tx, call.principal.organization, id);
    if (!event) return refusals::not_found("event", id.text());
    Known known(tx, *turnouts_, call.now);
    return forecast_in(tx, known, *event);
  });
}

core::Result<YearForecast> ForecastService::year(const access::Call& call, const std::string& series_key, int year) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<YearForecast> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return refusals::not_found("series", series_key);
    YearForecast result{.year = year, .complete = false, .events = 0, .events_over = 0, .participants = {}};
    Known known(tx, *turnouts_, call.now);
    const auto years = combine(known.events_of(series->id), known.records_of(series->id));
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
    std::vector<forecast::Estimate> estimates;
    const auto of_year = events::find_events(tx, call.principal.organization, {ids.begin(), ids.end()});
    for (const auto& id : ids) {
      const auto found = of_year.find(id);
      if (found == of_year.end()) continue;
      const auto forecast = forecast_in(tx, known, found->second);
      if (forecast.complete) ++result.events_over;
      if (forecast.of_other_series) result.of_other_series = true;
      if (forecast.participants) estimates.push_back(forecast.participants->estimate);
    }
    if (!estimates.empty()) result.participants = sum_of(estimates);
    return result;
  });
}

}  // namespace tagwerk::statistics
