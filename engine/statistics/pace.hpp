// Purpose: how registrations of an event stand beside earlier editions as many days before the start. It is no forecast: one edition
// says too little of another (measured on real data: 57 % error 30 days ahead).
// An edition of which no registrations are known (its figures were recorded from outside) has a gap, never 0; so has a ratio where
// the other edition had nobody yet. What an edition came to in the end is known when it is over.
// Units: heads and different partner companies (curve.hpp), days. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/statistics/curve.hpp"

namespace tagwerk::statistics {

inline constexpr std::size_t max_editions_of_pace = 8;

struct PaceEdition {
  core::EventId event;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  bool is_over = false;
  core::Date today;  // there
  Curve curve;
};

struct PaceFigures {
  std::int64_t participants = 0;
  std::int64_t companies = 0;
  bool operator==(const PaceFigures&) const = default;
};

struct PaceRow {
  core::EventId event;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  std::optional<PaceFigures> at_same_lead;
  std::optional<PaceFigures> final;
  std::optional<double> participants_ratio;
  std::optional<double> companies_ratio;
};

struct Pace {
  core::EventId event;
  core::Instant as_of;
  std::int64_t lead_days = 0;
  PaceFigures now;
  std::vector<PaceRow> editions;
};

/// In the order of `others`.
[[nodiscard]] Pace pace_of(const PaceEdition& event, std::span<const PaceEdition> others);

}  // namespace tagwerk::statistics
