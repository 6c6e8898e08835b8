#include "engine/statistics/event_forecast.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/forecast/pickup.hpp"

namespace tagwerk::statistics {
namespace {

using forecast::Day;
using forecast::Estimate;
using forecast::Interval;
using forecast::Method;
using forecast::Series;

Day day_number(core::Date date) { return static_cast<Day>(date.day_number()); }

double booked_at(const CurvePoint& point, Unit unit) {
  return static_cast<double>(unit == Unit::participants ? point.net : point.companies);
}

forecast::BookingCurve booking_curve(const KnownEdition& edition, Unit unit) {
  std::vector<forecast::BookedPoint> points;
  points.reserve(edition.curve.size());
  for (const auto& point : edition.curve) {
    const auto lead = statistics::lead_days(edition.starts_on, point.day);
    // What changes after the start was not booked for it.
    if (lead >= 0) points.push_back({static_cast<int>(lead), booked_at(point, unit)});
  }
  return forecast::BookingCurve(std::move(points));
}

// What is forecast: how many come, or how many are registered at the start.
enum class Target : std::uint8_t { coming, registered };

std::optional<forecast::CurveEvent> curve_event(const KnownEdition& edition, Unit unit, Target target) {
  forecast::CurveEvent event{.day = day_number(edition.starts_on), .curve = booking_curve(edition, unit), .came = 0};
  if (target == Target::registered) {
    if (event.curve.empty()) return std::nullopt;
    event.came = event.curve.at(0);
    return event;
  }
  const auto came = edition.came.of(unit);
  if (!came) return std::nullopt;
  event.came = static_cast<double>(*came);
  return event;
}

// The event's series first, and the event the last of it.
std::vector<Series> series_of(const ForecastFacts& facts, Unit unit, Target target) {
  const auto by_day = [](const forecast::CurveEvent& one, const forecast::CurveEvent& other) {
    return one.day < other.day;
  };
  std::vector<Series> all(1);
  for (const auto& edition : facts.editions) {
    if (auto event = curve_event(edition, unit, target)) all[0].events.push_back(*std::move(event));
  }
  std::ranges::stable_sort(all[0].events, by_day);
  all[0].events.push_back(
      {.day = day_number(facts.event.starts_on), .curve = booking_curve(facts.event, unit), .came = 0});
  std::map<core::SeriesId, Series> others;
  for (const auto& edition : facts.others) {
    if (auto event = curve_event(edition, unit, target)) others[edition.series].events.push_back(*std::move(event));
  }
  for (auto& [id, series] : others) {
    std::ranges::stable_sort(series.events, by_day);
    all.push_back(std::move(series));
  }
  return all;
}

int horizon_of(const ForecastFacts& facts) {
  const auto lead = statistics::lead_days(facts.event.starts_on, facts.today);
  return static_cast<int>(std::clamp<std::int64_t>(lead, 0, max_forecast_lead_days));
}

Estimate estimate_of(const ForecastFacts& facts, Unit unit, Target target) {
  auto all = series_of(facts, unit, target);
  auto& event = all[0].events.back();
  // With an empty curve it would be taken for an event whose registrations are not known.
  const bool any_booked = std::ranges::any_of(all[0].events, [](const auto& one) { return !one.curve.empty(); });
  if (event.curve.empty() && any_booked) event.curve = forecast::BookingCurve({{max_forecast_lead_days, 0}});
  return forecast::estimates(all, horizon_of(facts))[0].back();
}

forecast::Bounds bounds_of(const ForecastFacts& facts, Unit unit) {
  return {.at_least = unit == Unit::participants ? facts.let_in : facts.companies_let_in,
          .at_most = facts.places.of(unit)};
}

UnitForecast forecast_unit(const ForecastFacts& facts, Unit unit) {
  const auto bounds = bounds_of(facts, unit);
  UnitForecast result{.estimate = bounded_by(estimate_of(facts, unit, Target::coming), bounds),
                      .registered_at_start = {},
                      .expected_no_shows = {}};
  const auto registered = bounded_by(estimate_of(facts, unit, Target::registered), bounds);
  if (registered.method == Method::none) return result;
  result.registered_at_start = registered.point;
  const bool watched = std::ranges::any_of(facts.editions, &KnownEdition::is_watched);
  if (watched && unit == Unit::participants)
    result.expected_no_shows = std::max(0.0, registered.point - result.estimate.point);
  return result;
}

std::optional<UnitForecast> final_unit(const ForecastFacts& facts, Unit unit) {
  if (facts.standing == Standing::cancelled) return UnitForecast{forecast::certain(0, Method::cancelled), {}, {}};
  const auto came = facts.event.came.of(unit);
  if (!came) return std::nullopt;
  UnitForecast result{forecast::certain(static_cast<double>(*came), Method::actual), {}, {}};
  if (const auto curve = booking_curve(facts.event, unit); !curve.empty()) result.registered_at_start = curve.at(0);
  return result;
}

// How much of what is picked up from now to the start has been picked up by each lead, on average over the editions.
double share_by(std::span<const forecast::BookingCurve> curves, int horizon_days, int lead_days) {
  double by_then = 0;
  double in_all = 0;
  for (const auto& curve : curves) {
    by_then += curve.at(lead_days) - curve.at(horizon_days);
    in_all += curve.at(0) - curve.at(horizon_days);
  }
  // Nobody knows, or as much was cancelled as was booked: evenly.
  if (std::abs(in_all) < 0.5 || by_then / in_all < 0 || by_then / in_all > 1)
    return 1 - static_cast<double>(lead_days) / static_cast<double>(horizon_days);
  return by_then / in_all;
}

std::vector<PathPoint> path_of(const ForecastFacts& facts, const UnitForecast& forecast) {
  const int horizon = horizon_of(facts);
  if (facts.today >= facts.event.starts_on || !forecast.registered_at_start) return {};
  std::vector<forecast::BookingCurve> curves;
  for (const auto& edition : facts.editions) {
    if (auto curve = booking_curve(edition, Unit::participants); !curve.empty()) curves.push_back(std::move(curve));
  }
  const double now = booking_curve(facts.event, Unit::participants).at(horizon);
  const double last = *forecast.registered_at_start;
  const auto& estimate = forecast.estimate;
  std::vector<PathPoint> path;
  const auto add = [&](int lead) {
    const double share = lead == horizon ? 0 : share_by(curves, horizon, lead);
    const double expected = now + share * (last - now);
    const auto around = [&](const Interval& interval) -> Interval {
      const double widened = std::sqrt(share);
      return {std::max(0.0, expected - widened * (estimate.point - interval.low)),
              expected + widened * (interval.high - estimate.point)};
    };
    const core::Date day = facts.event.starts_on - boost::gregorian::days(lead);
    path.push_back({.day = day,
                    .lead_days = lead,
                    .expected = expected,
                    .reach = {.half = around(estimate.reach.half), .eighty = around(estimate.reach.eighty)}});
  };
  add(horizon);
  for (const int lead : forecast::standard_leads) {
    if (lead < horizon) add(lead);
  }
  return path;
}

}  // namespace

EventForecast forecast_of(const ForecastFacts& facts) {
  EventForecast result;
  result.lead_days = statistics::lead_days(facts.event.starts_on, facts.today);
  result.complete = facts.standing != Standing::not_over;
  if (result.complete) {
    result.participants = final_unit(facts, Unit::participants);
    result.companies = final_unit(facts, Unit::companies);
    return result;
  }
  result.participants = forecast_unit(facts, Unit::participants);
  result.companies = forecast_unit(facts, Unit::companies);
  result.path = path_of(facts, *result.participants);
  return result;
}

void add_year_records(std::vector<KnownEdition>& editions, const KnownEdition& event, std::span<const int> event_years,
                      const YearRecords& records) {
  std::map<int, int> events_of{{event.edition_year, 1}};
  for (const int year : event_years) ++events_of[year];
  const auto put = [](KnownEdition& edition, const Figures& recorded) {
    if (recorded.participants) edition.came.participants = recorded.participants;
    if (recorded.companies) edition.came.companies = recorded.companies;
  };
  for (auto& edition : editions) {
    const auto record = records.find(edition.edition_year);
    if (record != records.end() && std::ranges::count(event_years, edition.edition_year) == 1)
      put(edition, record->second.figures);
  }
  if (std::ranges::any_of(events_of, [](const auto& of_year) { return of_year.second > 1; })) return;
  for (const auto& [year, record] : records) {
    if (year >= event.edition_year || events_of.contains(year)) continue;
    KnownEdition edition;
    edition.series = event.series;
    edition.edition_year = year;
    edition.starts_on = event.starts_on - boost::gregorian::years(event.edition_year - year);
    put(edition, record.figures);
    editions.push_back(std::move(edition));
  }
}

core::Text words_of(Method method) noexcept {
  switch (method) {
    case Method::none:
      return {"Nothing is known: no registrations, and no earlier edition.",
              "Nichts ist bekannt: keine Anmeldungen und keine frühere Ausgabe."};
    case Method::other_series:
      return {"Only other series are known: what their events came to.",
              "Nur andere Reihen sind bekannt: so viele kamen zu deren Veranstaltungen."};
    case Method::on_the_books:
      return {"What is registered today; there is no earlier edition to learn from what is added.",
              "Was heute angemeldet ist; keine frühere Ausgabe sagt, was noch dazukommt."};
    case Method::pooled_pickup:
      return {"What is registered today, and what events of other series added from this lead on.",
              "Was heute angemeldet ist und was bei anderen Reihen von diesem Vorlauf an dazukam."};
    case Method::pickup:
      return {"What is registered today, and what one or two earlier editions added from this lead on.",
              "Was heute angemeldet ist und was bei ein oder zwei früheren Ausgaben von diesem Vorlauf an dazukam."};
    case Method::sloped_pickup:
      return {
          "What is registered today, and what earlier editions added from this lead on, by how much was registered for them.",
          "Was heute angemeldet ist und was bei früheren Ausgaben von diesem Vorlauf an dazukam, je nachdem, wie viel dort "
          "angemeldet war."};
    case Method::trend:
      return {"The edition before, grown as the editions grow; registrations say nothing yet.",
              "Die vorige Ausgabe, gewachsen wie die Ausgaben wachsen; Anmeldungen sagen noch nichts."};
    case Method::pickup_and_trend:
      return {"What is registered today and what earlier editions added, beside how the editions grow.",
              "Was heute angemeldet ist und was bei früheren Ausgaben dazukam, und daneben, wie die Ausgaben wachsen."};
    case Method::actual:
      return {"It is over: this is what it came to.", "Sie ist vorbei: so viele waren es."};
    case Method::cancelled:
      return {"It is cancelled.", "Sie ist abgesagt."};
  }
  return {"", ""};
}

}  // namespace tagwerk::statistics
