// Purpose: what attendance an event will have, from its registrations and those of earlier events: turns what is known of them into
// booking curves for engine/forecast, and the answer into figures of this house.
// Units: participants and companies as the attendance trend counts them (attendance.hpp), each forecast by itself; days of the event's
//   zone; lead_days = starts_on - today, below 0 after the start.
// Editions: earlier events of the series that were not cancelled. What one came to is what is recorded, else computed. Those that have
//   begun and are not over say nothing. Other series of the kind are asked where fewer than forecast::least_events editions are over.
// registered_at_start: heads that will be confirmed at the start, forecast in the same way; expected_no_shows is the difference to those
//   who come, where editions were watched at the door.
// Path: what will be registered on days until the start: from now to registered_at_start, as editions came to be booked, with intervals
//   that widen with the square root of what has been picked up by then. For a chart.
// Bounds: never below who has been let in, never above the places there are.
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/forecast/forecast.hpp"
#include "engine/statistics/attendance.hpp"
#include "engine/statistics/curve.hpp"

namespace tagwerk::statistics {

inline constexpr std::size_t max_editions_learnt_from = 80;       // the latest
inline constexpr std::size_t max_other_events_learnt_from = 200;  // the latest of other series of the kind
inline constexpr int max_forecast_lead_days = 3650;

enum class Unit : std::uint8_t { participants, companies };

struct UnitFigures {
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> companies;
  [[nodiscard]] std::optional<std::int64_t> of(Unit unit) const noexcept {
    return unit == Unit::participants ? participants : companies;
  }
};

/// An event that is over, or that is still to begin and is forecast itself.
struct KnownEdition {
  core::EventId event;
  core::SeriesId series;
  int edition_year = 0;
  core::Date starts_on;
  Curve curve;              // empty: its registrations are not known
  UnitFigures came;         // a unit that is not known: the edition says nothing of it
  bool is_watched = false;  // it is known who came
};

enum class Standing : std::uint8_t { not_over, over, cancelled };

struct ForecastFacts {
  KnownEdition event;
  Standing standing = Standing::not_over;
  core::Date today;
  std::int64_t let_in = 0;  // participants
  std::int64_t companies_let_in = 0;
  UnitFigures places;                  // none: as many as want to
  std::vector<KnownEdition> editions;  // of the series, in any order
  std::vector<KnownEdition> others;    // of other series
};

struct UnitForecast {
  forecast::Estimate estimate;
  std::optional<double> registered_at_start;
  std::optional<double> expected_no_shows;
};

struct PathPoint {
  core::Date day;
  std::int64_t lead_days = 0;
  double expected = 0;
  forecast::Intervals reach;
};

struct EventForecast {
  bool of_other_series = false;  // it was learnt from them too: set by who knows it
  std::int64_t lead_days = 0;
  bool complete = false;                     // it is over or cancelled
  std::optional<UnitForecast> participants;  // none: it is over, and nobody knows what it came to
  std::optional<UnitForecast> companies;
  std::vector<PathPoint> path;  // participants; empty once it has begun
};

[[nodiscard]] EventForecast forecast_of(const ForecastFacts& facts);

/// Puts in what is recorded for years of the series. Where a year has one event, the record says what that came to (attendance.hpp); where no
/// year has more than one, the record of a year without event stands for its edition, as many years before `event`. `event_years`: of
/// each event before it, also those that are not over.
void add_year_records(std::vector<KnownEdition>& editions, const KnownEdition& event, std::span<const int> event_years,
                      const YearRecords& records);

/// How it was forecast, in a sentence.
[[nodiscard]] core::Text words_of(forecast::Method method) noexcept;

}  // namespace tagwerk::statistics
