// Purpose: what participants thought of the events of a series, event by event and year by year, and study trips side by side.
// Events that are cancelled are left out. What may be shown of grades is the rule of feedback/grade.hpp: below 3 their number alone.
//   participants   who could have given a grade: heads of all companies, of a completed event who came, where anybody did, else who is
//                  confirmed (attendance.hpp)
//   response rate  n / participants. It can be above 1: a grade stays when its place is given back
//   year           all grades of its events laid together: never a mean of means. It is hidden too where the grades of the events that
//                  are hidden are fewer than 3 together: what is hidden of them must not follow from what is shown of the others
// Units: as in feedback/grade.hpp; rates are fractions rounded to four decimals. Errors: none. Thread-safety: values, pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/money.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
#include "engine/feedback/grade.hpp"
#include "engine/statistics/attendance.hpp"
#include "engine/trips/trip_feedback_summary.hpp"

namespace tagwerk::statistics {

struct GradedEvent {
  core::EventId event;
  std::string name;
  int year = 0;
  core::Date starts_on;
  core::Date ends_on;
  std::string city;
  std::string country;
  events::EventStatus status = events::EventStatus::planned;
  std::optional<std::int64_t> places = {};   // the limit of the pool participants
  std::vector<feedback::GradeCount> counts;  // ascending by grade
};

struct GradeFigures {
  feedback::GradeSummary summary;
  std::optional<feedback::Dispersion> dispersion;  // where the summary has a spread
  std::optional<std::int64_t> participants;
  std::optional<double> response_rate;
  bool operator==(const GradeFigures&) const = default;
};

struct EventGrades {
  GradedEvent event;
  GradeFigures figures;
};
struct YearGrades {
  int year = 0;
  std::int64_t events = 0;  // that have grades
  GradeFigures figures;
  bool operator==(const YearGrades&) const = default;
};

struct Trip {
  std::string series_key;
  GradedEvent event;
  bool complete = false;
  YearFigures figures;  // of this event alone
  feedback::GradeSummary grades;
  std::optional<double> response_rate = {};
  trips::AgainShare again = {};  // who would travel so again
  std::optional<core::Money> price = {};
  std::optional<core::Money> margin = {};  // told to organizers alone
};

/// nullopt: nothing is known.
[[nodiscard]] std::optional<std::int64_t> count_participants(const EventFacts& event);
[[nodiscard]] GradeFigures grade_figures(std::span<const feedback::GradeCount> counts,
                                         std::optional<std::int64_t> participants);
/// Ascending. All of them have grades.
[[nodiscard]] std::vector<YearGrades> grades_by_year(std::span<const EventGrades> events);

}  // namespace tagwerk::statistics
