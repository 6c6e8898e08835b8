// Purpose: each event of a series with its figures: how many came, how many were registered when it began, who stayed away, how much
// of the places was used.
// Figures of who came are those of the attendance trend (attendance.hpp), event by event. Registered at the start: confirmed heads of
//   partner companies at the end of the first day, from the roll-up. No-shows: of a completed event whose door was watched, confirmed
//   heads of all companies less those who were let in (PastEvent::counts).
// What is not known is nullopt, never 0. Units: heads, companies, fractions rounded to four decimals.
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/events/event.hpp"
#include "engine/statistics/attendance.hpp"

namespace tagwerk::statistics {

struct EditionFacts {
  std::string name;
  core::Date starts_on;
  events::EventStatus status = events::EventStatus::planned;
  std::optional<std::int64_t> registered_at_start;
  std::optional<std::int64_t> places;  // the limit of the pool participants
  std::int64_t confirmed = 0;          // of that pool
};

struct Edition {
  core::EventId event;
  int year = 0;
  EditionFacts facts;
  bool complete = false;
  YearFigures figures;
  std::optional<double> persons_per_company;
  std::optional<std::int64_t> no_shows;
  std::optional<double> no_show_rate;
  std::optional<double> capacity_use;
};

[[nodiscard]] Edition edition_of(const EventFacts& event, EditionFacts facts);

}  // namespace tagwerk::statistics
