// Purpose: how many came, year by year, in a series of events. Figures are recorded (for gatherings whose registrations
// Tagwerk did not keep) or computed, and combined unit by unit.
// Units, never mixed:
//   participants    heads of partner companies, summed over the year's events: visits, not different people
//   companies       different partner companies with at least one counted head; over a year each counts once
//   company_visits  the same, summed over the events
//   vendors         different companies of role vendor or supplier with at least one counted head; their heads count nowhere
// Computed: of a completed event the participants who came, where anybody did, else the confirmed heads; of an event not
//   completed the confirmed heads. Who came: whoever was let in (an entry that was accepted, also a forced one) and still
//   has a confirmed place. An event without any counted head has no computed figures: nothing is known of it, which is not
//   the same as 0. A cancelled event counts nothing, also not what is recorded for it.
// Precedence, unit by unit: the record of the series' year, the record of the event, computed.
// Gaps: a unit that is missing is nullopt, never 0. When an event has figures but lacks a unit, the year's sum of that unit
//   is not known either. How many different companies came to several events is known only from registrations: a recorded
//   number cannot be joined with others, so the year lacks it unless just one event had any (or the series' year has it).
//   Of how many visits such a recorded number of companies consists nobody knows: the year lacks company_visits then.
// Complete: when the series' year record says so, or when the year has events and each of them is complete: its record says
//   so, or it is completed. events_with_figures tells of how many of them the sums know anything.
// Growth: against the nearest earlier year that has figures; relative = ten-thousandths, rounded half away from zero. Per year: what
//   it would have been each year, were it the same (102 → 134 in two years is +14.62 % a year).
// Same days elapsed: of a year that is not complete, what the earlier year had by the same day: like for like. Events that were over
//   by then count as they count in their year, others with the heads that were confirmed at the end of that day.
// Errors: returned as field errors. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/statistics/curve.hpp"

namespace tagwerk::statistics {

inline constexpr int min_year = 1900;
inline constexpr int max_year = 2200;
inline constexpr std::int64_t max_figure = 2147483647;
inline constexpr std::size_t max_source_length = 300;

/// What somebody may record. At least one is set in a record.
struct Figures {
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
  [[nodiscard]] bool any() const noexcept { return companies || participants || vendors; }
  bool operator==(const Figures&) const = default;
};

/// Figures recorded from outside, as they are put.
struct NewAttendanceRecord {
  Figures figures;
  std::string source;  // where they come from, one line
  bool complete = false;
  bool operator==(const NewAttendanceRecord&) const = default;
};

struct AttendanceRecord : NewAttendanceRecord {
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
};

/// The counted heads of one company at one event.
struct CompanyHeads {
  core::CompanyId company;
  bool is_partner = true;  // else vendor or supplier
  std::int64_t heads = 0;
};

enum class Progress : std::uint8_t { not_completed, completed, cancelled };

struct EventFacts {
  core::EventId event;
  int year = 0;
  Progress progress = Progress::not_completed;
  std::optional<NewAttendanceRecord> record;
  std::vector<CompanyHeads> confirmed;
  std::vector<CompanyHeads> checked_in;
  core::Date ends_on = {};
};

struct YearFigures {
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> company_visits;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
  [[nodiscard]] bool any() const noexcept { return companies || company_visits || participants || vendors; }
  bool operator==(const YearFigures&) const = default;
};

struct Growth {
  int since_year = 0;
  YearFigures relative;  // ten-thousandths: 3137 = +31.37 %
  YearFigures absolute;
  YearFigures per_year = {};  // ten-thousandths
  bool operator==(const Growth&) const = default;
};

/// What an earlier year had by the day that is as late in it as today is.
struct SameDays {
  int since_year = 0;
  core::Date until;
  YearFigures figures;
  YearFigures relative;  // the year that is not complete against it, in ten-thousandths
  bool operator==(const SameDays&) const = default;
};

struct AttendanceYear {
  int year = 0;
  bool complete = false;
  std::int64_t events = 0;               // not cancelled
  std::int64_t events_with_figures = 0;  // of those
  YearFigures figures;
  std::optional<Growth> growth;
  std::optional<SameDays> same_days = {};
  bool operator==(const AttendanceYear&) const = default;
};

using YearRecords = std::map<int, NewAttendanceRecord>;

/// One row per year that has figures, ascending, with growth. The order of `events` does not matter.
[[nodiscard]] std::vector<AttendanceYear> combine(std::span<const EventFacts> events, const YearRecords& records);

/// Of one event; empty where it is cancelled or nothing is known of it.
[[nodiscard]] YearFigures figures_of(const EventFacts& event);
/// It is completed, or its record says so.
[[nodiscard]] bool is_complete(const EventFacts& event) noexcept;

/// The same day of a year that is so many years earlier; of 29 February the 28th, where there is none.
[[nodiscard]] core::Date years_before(core::Date day, int years);
/// Years that are not complete and have growth: with which year these are compared.
[[nodiscard]] std::map<int, int> years_to_compare(std::span<const AttendanceYear> years);
/// Adds it to the years that are not complete, where the earlier year is known event by event. `curves`: of the events of those
/// earlier years, where there is one.
void add_same_days(std::span<AttendanceYear> years, std::span<const EventFacts> events, const YearRecords& records,
                   const std::map<core::EventId, Curve>& curves, core::Date today);

/// Refuses a span that ends before it begins.
[[nodiscard]] core::Result<> check_span(std::optional<int> from, std::optional<int> to);
/// Both included; none: no end there.
[[nodiscard]] constexpr bool is_between(int year, std::optional<int> from, std::optional<int> to) noexcept {
  return year >= from.value_or(year) && year <= to.value_or(year);
}
/// The rows from…to, both included. Growth stays, also against a year that is left out.
[[nodiscard]] std::vector<AttendanceYear> between(std::span<const AttendanceYear> years, std::optional<int> from,
                                                  std::optional<int> to);

/// What is wrong with a record, all at once; pointers begin with `pointer`: "/source", "line 3/source".
[[nodiscard]] std::vector<core::FieldError> check(const NewAttendanceRecord& record, const std::string& pointer = {});

/// The heads of an event that count.
[[nodiscard]] std::span<const CompanyHeads> counted_heads(const EventFacts& event) noexcept;

/// (now / base)^(1 / years) - 1 in ten-thousandths; nullopt where there is nothing to compare with.
[[nodiscard]] std::optional<std::int64_t> growth_per_year(std::optional<std::int64_t> base,
                                                          std::optional<std::int64_t> now, int years);
/// part / whole, rounded to four decimals; nullopt where one is not known, or there is no whole.
[[nodiscard]] std::optional<double> ratio_of(std::optional<std::int64_t> part, std::optional<std::int64_t> whole);
/// now / base - 1 in ten-thousandths; nullopt where there is nothing to compare with.
[[nodiscard]] std::optional<std::int64_t> relative_growth(std::optional<std::int64_t> base,
                                                          std::optional<std::int64_t> now) noexcept;

}  // namespace tagwerk::statistics
